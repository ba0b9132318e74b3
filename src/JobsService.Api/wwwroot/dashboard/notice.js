// What went wrong, in words, with the request id that the operator can search for.

import { byId, setText } from './dom.js';

/** @param {import('./api.js').Failure} failure @param {() => void} [retry] */
export function showFailure(failure, retry) {
  setText(byId('notice-text'), failure.message);
  setText(byId('notice-request'), failure.requestId ? `Request ${failure.requestId}` : '');
  byId('notice-retry').hidden = !retry;
  byId('notice-retry').onclick = retry ?? null;
  byId('notice').hidden = false;
}

export function hideFailure() {
  byId('notice').hidden = true;
}
