// Starts the page, and shows the view that its address names.

import { onNavigate, readAddress, referenceTo } from './address.js';
import { get, signOut } from './api.js';
import { showConnection, showPause, startConnection } from './connection.js';
import { byId, setText } from './dom.js';
import { startFilters, showFilters } from './filters.js';
import { JobPage } from './job.js';
import { startKeyboard } from './keyboard.js';
import { List } from './list.js';
import { Live } from './live.js';
import { hideFailure, showFailure } from './notice.js';
import { showOrganization, startOrganizations } from './organizations.js';
import { lastList, rememberList, showPreferences } from './preferences.js';
import { showSignIn, startSignIn } from './sign-in.js';
import { keepTimesCurrent, updateTimes } from './times.js';

const live = new Live({
  onChanges: (changes) => (readAddress().job ? job : list).apply(changes),
  onReset: () => void (readAddress().job ? job : list).reload(),
  onState: showConnection,
  onRefused: () => signedOut('Your session has ended, or its key was revoked. Sign in again to continue.'),
});
const onLost = () => signedOut(caller ? 'Your session has ended, or its key was revoked. Sign in again to continue.' : '');
const list = new List(live, onLost);
const job = new JobPage(live, onLost);

/** The key that is signed in, as `whoami` describes it; null before. */
let caller = null;

async function show() {
  hideFailure();
  try {
    caller ??= (await get('whoami')).data;
  } catch (failure) {
    if (failure.status === 401) {
      onLost();
    } else {
      showFailure(failure, () => void show());
    }
    return;
  }
  showAccount();
  const address = readAddress();
  const isSystemAdmin = caller.role === 'system_admin';
  showOrganization(address, isSystemAdmin);
  live.end();
  if (address.job) {
    list.close();
    showView('job-view');
    byId('job-back').href = lastList();
    byId('job-title').focus({ preventScroll: true });
    await job.open(address.job, isSystemAdmin);
  } else {
    job.close();
    const isReturn = !byId('job-view').hidden || !byId('sign-in-view').hidden;
    showView('list-view');
    rememberList(referenceTo(address));
    await list.open(address, isSystemAdmin);
    if (isReturn && document.activeElement === document.body) {
      byId('list-title').focus({ preventScroll: true });
    }
  }
}

function showView(id) {
  for (const view of ['sign-in-view', 'list-view', 'job-view']) {
    byId(view).hidden = view !== id;
  }
}

function showAccount() {
  byId('account').hidden = false;
  setText(byId('account-name'), caller.organization_name);
  setText(byId('account-organization'), `${caller.organization_name} (${caller.organization_id})`);
  setText(byId('account-key'), caller.api_key_name);
  setText(byId('account-role'), caller.role.replace('_', ' '));
}

function signedOut(reason) {
  caller = null;
  live.end();
  list.close();
  job.close();
  hideFailure();
  showConnection(null);
  byId('account').hidden = true;
  byId('account').open = false;
  byId('scope').hidden = true;
  showView('sign-in-view');
  byId('rows').replaceChildren();
  delete byId('rows').dataset.shown;
  rememberList('./');
  showSignIn(reason);
}

async function leave() {
  try {
    await signOut();
    signedOut('You have signed out.');
  } catch (failure) {
    showFailure(failure, () => void leave());
  }
}

function togglePause() {
  live.toggle();
  showPause(live.isPaused);
}

showPreferences(() => {
  updateTimes();
  showFilters(readAddress());
});
startSignIn(() => void show());
startFilters();
startOrganizations();
startKeyboard(() => (byId('list-view').hidden ? [] : list.links), togglePause);
startConnection(() => live.toggle(), () => live.isPaused);
byId('sign-out').addEventListener('click', () => void leave());
onNavigate(() => void show());
keepTimesCurrent();
void show();
