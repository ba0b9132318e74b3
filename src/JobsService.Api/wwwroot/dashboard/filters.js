// The filters: what is chosen is in the address, and the controls show the address.

import { changed, filtersOf, navigate, readAddress, referenceTo, withoutFilters } from './address.js';
import { byId, element, setText } from './dom.js';
import { showTimeFilter, startTimeFilter, timeChip } from './time-filter.js';

const typingPause = 350;
const labels = { name_contains: 'Name contains', state: 'State', job_type: 'Type', paused: 'Paused', state2: 'Second state',
  id: 'Id', mailing_list_id: 'Mailing list', suppression_list_id: 'Suppression list' };

/** Shows the first page with other parameters. */
export const choose = (changes, how) => navigate(referenceTo(changed(readAddress(), changes)), how);

let typing = 0;

/** Sets the controls up. */
export function startFilters() {
  const search = byId('search');
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => searchFor(search.value), typingPause);
  });
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(typing);
    searchFor(search.value);
  });
  byId('order').addEventListener('change', () => choose({ order_by: byId('order').value }));
  byId('per-page').addEventListener('change', () => choose({ per_page: byId('per-page').value }));
  byId('empty-clear').addEventListener('click', () => navigate(referenceTo(withoutFilters(readAddress()))));
  startTimeFilter();
  startMenus();
}

/** Shows the filters of an address. */
export function showFilters(address) {
  const search = byId('search');
  if (document.activeElement !== search) {
    search.value = address.name_contains ?? '';
  }
  byId('order').value = address.order_by;
  showPerPage(address.per_page);
  byId('states').hidden = address.view === 'failed';
  mark('states', 'State', address.state);
  mark('types', 'Type', address.job_type);
  showTimeFilter(address);
  showChips(address);
}

/** Offers the states and types that exist. */
export function showChoices(stats) {
  const address = readAddress();
  fill('states', 'state', stats.counts.map((entry) => entry.state), address.state);
  fill('types', 'job_type', stats.counts.map((entry) => entry.job_type), address.job_type);
}

function searchFor(text) {
  const address = readAddress();
  if ((address.name_contains ?? '') !== text.trim()) {
    // Only the first letter adds an entry to the history, so that Back leaves the search.
    choose({ name_contains: text.trim() }, { replace: Boolean(address.name_contains) });
  }
}

function showPerPage(value) {
  const select = byId('per-page');
  if (![...select.options].some((option) => option.value === value)) {
    select.append(element('option', {}, value));
  }
  select.value = value;
}

const split = (value) => (value ?? '').split(',').filter((word) => word);

function mark(id, title, value) {
  const chosen = split(value);
  setText(byId(id).querySelector('summary'), chosen.length > 0 ? `${title} (${chosen.length})` : title);
  for (const box of byId(id).querySelectorAll('input')) {
    box.checked = chosen.includes(box.value);
  }
}

function fill(id, name, values, chosen) {
  const words = [...new Set([...values, ...split(chosen)])].sort();
  const panel = byId(id).querySelector('fieldset');
  const old = [...panel.querySelectorAll('input')].map((box) => box.value);
  if (old.join('\n') === words.join('\n')) {
    return;
  }
  const choices = words.map((word) =>
    element('label', {}, element('input', { type: 'checkbox', value: word, checked: split(chosen).includes(word), on: { change } }), ' ', word));
  panel.replaceChildren(panel.querySelector('legend'), ...choices);

  function change() {
    const checked = [...panel.querySelectorAll('input:checked')].map((box) => box.value);
    choose({ [name]: checked.join() });
  }
}

function showChips(address) {
  const filters = Object.entries(filtersOf(address)).filter(([name]) => !(name === 'state' && address.view === 'failed'));
  const chips = filters.map(([name, value]) => {
    const text = timeChip(name, value) ?? `${labels[name] ?? name}: ${value}`;
    return element('button', { type: 'button', class: 'chip', 'aria-label': `Remove the filter ${text}`, on: { click: () => choose({ [name]: '' }) } },
      element('bdi', {}, text), element('span', { 'aria-hidden': 'true' }, ' ×'));
  });
  const clear = element('a', { href: referenceTo(withoutFilters(address)), 'data-nav': '' }, 'Clear the filters');
  byId('chips').replaceChildren(...chips, ...(chips.length > 1 ? [clear] : []));
}

/** Menus close with Escape and when something else is used. */
function startMenus() {
  const close = (except) => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (menu !== except) {
        menu.open = false;
      }
    }
  };
  document.addEventListener('click', (event) =>
    close(event.target.closest?.('.panel a') ? null : event.target.closest?.('details.menu')));
  document.addEventListener('keydown', (event) => {
    const menu = document.querySelector('details.menu[open]');
    if (event.key === 'Escape' && menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
}
