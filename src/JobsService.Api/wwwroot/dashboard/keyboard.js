// Shortcuts. They do nothing while somebody types, and none needs a modifier.

import { nextTheme } from './preferences.js';
import { byId } from './dom.js';

/** @param {() => HTMLElement[]} links the links of the rows @param {() => void} togglePause */
export function startKeyboard(links, togglePause) {
  const actions = {
    '/': () => !byId('list-view').hidden && byId('search').focus(),
    j: () => move(links(), 1),
    k: () => move(links(), -1),
    r: () => !byId('pause').hidden && togglePause(),
    t: nextTheme,
    '?': openHelp,
  };
  byId('help-open').addEventListener('click', openHelp);
  document.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !byId('help').open) {
      event.preventDefault();
      action();
    }
  });
}

const openHelp = () => byId('help').showModal();

const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName));

function move(links, step) {
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
  links[next]?.closest('tr').scrollIntoView({ block: 'nearest' });
}
