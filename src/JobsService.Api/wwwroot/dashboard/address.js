// Everything that is shown is in the address of the page, so that a view can be shared and Back works.

import { views } from './jobs.js';

export const timeFields = ['created_at', 'begins_at', 'started_at', 'updated_at', 'finished_at', 'retry_at'];

/** The filters, with the names that the API has for them. */
export const filterNames = [
  'name_contains', 'state', 'job_type', ...timeFields.flatMap((field) => [`${field}__after`, `${field}__before`]),
  'paused', 'state2', 'id', 'mailing_list_id', 'suppression_list_id',
];

const names = ['view', 'organization', 'job', ...filterNames, 'order_by', 'per_page', 'page_token'];

/** What a parameter is when the address does not have it. */
const defaults = { view: 'unfinished', order_by: '-id', per_page: '50' };

/** @typedef {Record<string, string>} Address */

/** @returns {Address} the parameters of the page's address, with defaults */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const given = names.filter((name) => query.get(name)).map((name) => [name, query.get(name)]);
  const address = { ...defaults, ...Object.fromEntries(given) };
  return { ...address, view: Object.hasOwn(views, address.view) ? address.view : defaults.view };
}

/** @param {Address} address @returns {string} a relative reference to a view of this page */
export function referenceTo(address) {
  const query = new URLSearchParams();
  for (const name of names) {
    if (address[name] && address[name] !== defaults[name]) {
      query.set(name, address[name]);
    }
  }
  return `./${query.size > 0 ? `?${query}` : ''}`;
}

/** The address of the first page with other parameters; an empty value removes one. */
export const changed = (address, changes) => ({ ...address, page_token: '', ...changes });

/** The same view without filters. */
export const withoutFilters = (address) =>
  changed(address, Object.fromEntries(filterNames.map((name) => [name, ''])));

/** @param {Address} address @returns {Address} only the filters */
export const filtersOf = (address) =>
  Object.fromEntries(filterNames.filter((name) => address[name]).map((name) => [name, address[name]]));

/** Shows another address. @param {string} reference @param {{ replace?: boolean, isNextPage?: boolean }} [how] */
export function navigate(reference, { replace = false, isNextPage = false } = {}) {
  const pages = replace ? pagesBefore() : isNextPage ? pagesBefore() + 1 : 0;
  history.replaceState({ ...history.state, top: scrollY }, '');
  history[replace ? 'replaceState' : 'pushState']({ pages, top: replace ? scrollY : 0 }, '', reference);
  dispatchEvent(new Event('navigate'));
}

/** How many pages of the list one can go back to. */
export const pagesBefore = () => history.state?.pages ?? 0;

/** How far the page was scrolled when it was left. */
export const rememberedTop = () => history.state?.top ?? 0;

/** Calls back when another address is to be shown, by a link of this page or by Back. */
export function onNavigate(show) {
  addEventListener('navigate', show);
  addEventListener('popstate', show);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-nav]') : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link instanceof HTMLAnchorElement && isPlain && !event.defaultPrevented) {
      event.preventDefault();
      navigate(link.getAttribute('href') ?? './', { isNextPage: link.rel === 'next' });
    }
  });
}
