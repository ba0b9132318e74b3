// Why a list is empty.

import { filtersOf } from './address.js';
import { byId } from './dom.js';

const texts = {
  all: () => 'There are no jobs yet. A job appears here when it is created.',
  unfinished: () => 'Nothing is running or waiting.',
  stalled: () => 'No job is stalled. One that has started and is not paused appears here when it has not changed for '
    + `${byId('list-view').dataset.stalledAfter} minutes.`,
  failed: () => 'No job has failed.',
};

/** @param {import('./address.js').Address} address the view @returns {string} */
export function emptyText(address) {
  if (Object.keys(filtersOf(address)).length > 0) {
    return 'No job matches the filters.';
  }
  return address.page_token ? 'There are no more jobs.' : texts[address.view]();
}
