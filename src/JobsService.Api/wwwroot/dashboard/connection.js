// Shows whether the page is current: live, paused, or how old its data is.

import { byId, setText } from './dom.js';
import { duration } from './times.js';

const words = { live: 'Live', connecting: 'Connecting', paused: 'Paused', lost: 'Reconnecting' };

let state = 'connecting';
let currentAt = 0;

/** @param {'live' | 'connecting' | 'paused' | 'lost' | null} next null if nothing is followed */
export function showConnection(next) {
  const wasCurrent = state === 'live' || state === 'connecting';
  if (next === 'live' || next === 'connecting' || wasCurrent) {
    currentAt = Date.now();
  }
  state = next ?? 'connecting';
  byId('connection').hidden = next === null;
  byId('pause').hidden = next === null;
  byId('connection').dataset.state = state;
  update();
}

/** @param {() => void} toggle @param {() => boolean} isPaused */
export function startConnection(toggle, isPaused) {
  byId('pause').addEventListener('click', () => {
    toggle();
    showPause(isPaused());
  });
  setInterval(update, 1000);
}

export function showPause(isPaused) {
  setText(byId('pause-word'), isPaused ? 'Continue' : 'Pause');
}

function update() {
  if (byId('connection').hidden || document.hidden) {
    return;
  }
  const age = (Date.now() - currentAt) / 1000;
  const isOld = (state === 'paused' || state === 'lost') && age >= 1;
  setText(byId('connection-text'), words[state]);
  byId('connection').title = isOld ? `The data is ${duration(age)} old.` : 'Changes appear as they happen.';
  byId('connection').dataset.age = isOld ? `${duration(age)} old` : '';
}
