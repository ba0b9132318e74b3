// System admins choose one organization, or all of them.

import { changed, navigate, readAddress, referenceTo } from './address.js';
import { get } from './api.js';
import { byId, element } from './dom.js';

const typingPause = 250;
const offered = 20;

export function startOrganizations() {
  const input = byId('organization');
  let typing = 0;
  input.addEventListener('focus', () => void offer(''));
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => void offer(input.value), typingPause);
  });
  input.addEventListener('change', () => {
    const id = /^\s*(\d+)/.exec(input.value)?.[1] ?? '';
    if (id !== (readAddress().organization ?? '') || !id) {
      navigate(referenceTo(changed(readAddress(), { organization: id, job: '' })));
    }
  });
}

/** @param {boolean} isSystemAdmin */
export function showOrganization(address, isSystemAdmin) {
  byId('scope').hidden = !isSystemAdmin;
  if (document.activeElement !== byId('organization')) {
    byId('organization').value = address.organization ?? '';
  }
}

async function offer(text) {
  const name = text.replace(/^\d+\s*/, '').trim();
  try {
    const { data } = await get('organizations', { per_page: offered, page: 0, ...(name ? { name_contains: name } : {}) });
    byId('organizations').replaceChildren(...data.map((organization) =>
      element('option', { value: `${organization.id} ${organization.name}` })));
  } catch {
    // The id can be typed without suggestions.
  }
}
