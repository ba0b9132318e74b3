// The tabs with the numbers of jobs, and the choices of states and types that exist.

import { changed, filtersOf, referenceTo } from './address.js';
import { get } from './api.js';
import { byId, element, setAttribute, setText } from './dom.js';
import { format, pathOf, views } from './jobs.js';
import { duration } from './times.js';

const shortestInterval = 3_000;
const longestInterval = 60_000;

export class Tabs {
  #links = new Map(); #address = null; #stats = null; #readAt = 0; #timer = 0; #onStats;

  /** @param {(stats: any) => void} onStats called with new numbers */
  constructor(onStats) {
    this.#onStats = onStats;
    for (const [name, view] of Object.entries(views)) {
      const count = element('span', { class: 'number' }, '…');
      const link = element('a', { 'data-nav': '' }, view.title, ' ', count);
      this.#links.set(name, { link, count });
      byId('tabs').append(link);
    }
    setInterval(() => this.#showAge(), 1000);
  }

  /** Shows the tabs of an address, and reads the numbers if they are of another organization or old. */
  show(address) {
    const isOther = this.#address?.organization !== address.organization;
    this.#address = address;
    for (const [name, { link }] of this.#links) {
      const view = name === 'failed' ? { view: name, state: '' } : { view: name };
      link.setAttribute('href', referenceTo(changed(address, view)));
      setAttribute(link, 'aria-current', name === address.view ? 'page' : null);
    }
    if (isOther) {
      this.#forget();
    }
    this.refresh();
  }

  /** Reads the numbers again soon. They are exact, so this happens after changes, but not more often than every few seconds. */
  refresh() {
    const wait = Math.max(0, this.#readAt + shortestInterval - Date.now());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), wait);
  }

  /** Forgets the numbers: the next key can be of another organization. */
  close() {
    clearTimeout(this.#timer);
    this.#address = null;
    this.#forget();
  }

  #forget() {
    this.#stats = null;
    this.#readAt = 0;
    for (const { count } of this.#links.values()) {
      count.textContent = '…';
    }
    setText(byId('counted'), '');
  }

  async #read() {
    const address = this.#address;
    if (!address || document.hidden) {
      return;
    }
    this.#readAt = Date.now();
    try {
      const { data } = await get(pathOf(address, 'stats'));
      if (this.#address?.organization === address.organization) {
        this.#stats = data;
        this.#showCounts();
        this.#onStats(data);
      }
    } catch {
      // The list reports failures; the age of the numbers shows that these are old.
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), longestInterval);
  }

  #showCounts() {
    for (const [name, { count }] of this.#links) {
      setText(count, format(views[name].count(this.#stats)));
    }
    this.#showAge();
  }

  #showAge() {
    if (!this.#stats || !this.#address || document.hidden) {
      return;
    }
    const age = Math.max(0, (Date.now() - Date.parse(this.#stats.as_of)) / 1000);
    const all = Object.keys(filtersOf(this.#address)).length > 0 ? ', without the filters' : '';
    setText(byId('counted'), `Counted ${age < 2 ? 'now' : `${duration(age)} ago`}${all}`);
  }
}
