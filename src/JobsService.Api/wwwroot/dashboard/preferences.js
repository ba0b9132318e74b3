// What a person chose and this browser remembers.

import { byId, setText } from './dom.js';

const themes = ['system', 'light', 'dark'];

const read = (name, storage = 'localStorage') => {
  try {
    return globalThis[storage].getItem(`jobs.${name}`);
  } catch {
    return null;
  }
};

const write = (name, value, storage = 'localStorage') => {
  try {
    globalThis[storage].setItem(`jobs.${name}`, value);
  } catch {
    // Storage can be blocked; the choice then lasts as long as the page.
  }
};

/** The list that this tab showed last: the page of a job may be loaded again. @returns {string} a relative reference */
export const lastList = () => list;

/** @param {string} reference */
export function rememberList(reference) {
  list = reference;
  write('list', reference, 'sessionStorage');
}

let list = read('list', 'sessionStorage') ?? './';
let zone = read('zone') === 'local' ? 'local' : 'utc';
let theme = themes.find((name) => name === read('theme')) ?? 'system';

/** Whether times are shown in UTC. */
export const isUtc = () => zone === 'utc';

/** Sets the buttons up. @param {() => void} onZone called after the zone of times has changed */
export function showPreferences(onZone) {
  byId('zone').addEventListener('click', () => {
    zone = isUtc() ? 'local' : 'utc';
    write('zone', zone);
    update();
    onZone();
  });
  byId('theme').addEventListener('click', nextTheme);
  update();
}

/** Changes the colors: as the system, light, dark. */
export function nextTheme() {
  theme = themes[(themes.indexOf(theme) + 1) % themes.length];
  write('theme', theme);
  update();
}

function update() {
  setText(byId('zone'), isUtc() ? 'UTC' : 'Local');
  byId('zone').setAttribute('aria-label', `Times in ${isUtc() ? 'UTC' : 'local time'}; change`);
  setText(byId('theme'), { system: '◐', light: '☀', dark: '☾' }[theme]);
  byId('theme').setAttribute('aria-label', `Colors: ${theme}; change`);
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
}
