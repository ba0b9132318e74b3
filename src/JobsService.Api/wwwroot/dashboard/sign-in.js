// Signing in with an API key. The secret is sent once, and kept nowhere in the page.

import { signIn } from './api.js';
import { byId, element, setText } from './dom.js';

const credentialsFormat = /^\s*(\d{1,19}):([0-9a-f]{40})\s*$/;

/** @param {() => void} onSignedIn */
export function startSignIn(onSignedIn) {
  const form = byId('sign-in-form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const credentials = readForm();
    if (credentials) {
      void submit(credentials, onSignedIn);
    }
  });
  for (const id of ['sign-in-organization', 'sign-in-secret']) {
    byId(id).addEventListener('input', () => splitPasted(byId(id).value));
  }
  offerDemonstration(form.dataset.demonstration.split(' ').filter((key) => key), onSignedIn);
}

/** Shows the form. @param {string} reason why it is shown */
export function showSignIn(reason) {
  document.title = 'Sign in – Jobs';
  if (reason) {
    setText(byId('sign-in-reason'), reason);
  }
  setText(byId('sign-in-error'), '');
  byId('sign-in-secret').value = '';
  byId('sign-in-organization').focus();
}

function splitPasted(text) {
  const [, organization, secret] = credentialsFormat.exec(text) ?? [];
  if (secret) {
    byId('sign-in-organization').value = organization;
    byId('sign-in-secret').value = secret;
    byId('sign-in-button').focus();
  }
}

/** @returns {string | null} the credentials; null if they cannot be right, which the form then explains */
function readForm() {
  const organization = byId('sign-in-organization').value.trim();
  const secret = byId('sign-in-secret').value.trim();
  const problem =
    !/^\d{1,19}$/.test(organization) ? ['sign-in-organization', 'The organization id is a number.']
      : !/^[0-9a-f]{40}$/.test(secret) ? ['sign-in-secret', 'A secret has 40 characters: digits, and letters from a to f.']
        : null;
  if (problem) {
    const [id, words] = problem;
    setText(byId('sign-in-error'), words);
    byId(id).focus();
  }
  return problem ? null : `${organization}:${secret}`;
}

async function submit(credentials, onSignedIn) {
  byId('sign-in-button').disabled = true;
  setText(byId('sign-in-error'), '');
  try {
    await signIn(credentials);
    byId('sign-in-secret').value = '';
    onSignedIn();
  } catch (failure) {
    const words = failure.status === 401 ? 'This organization and secret do not belong to a valid API key.' : failure.message;
    setText(byId('sign-in-error'), `${words}${failure.requestId ? ` (request ${failure.requestId})` : ''}`);
    byId('sign-in-secret').select();
  } finally {
    byId('sign-in-button').disabled = false;
  }
}

function offerDemonstration(keys, onSignedIn) {
  byId('demonstration').hidden = keys.length === 0;
  byId('demonstration-keys').append(...keys.map((key) => {
    const organization = key.split(':')[0];
    const who = organization === '1' ? 'System admin, all organizations' : `Customer, organization ${organization}`;
    return element('button', { type: 'button', on: { click: () => void submit(key, onSignedIn) } }, who);
  }));
}
