// The list of jobs: reads a page of it, and keeps it current.

import { changed, filtersOf, navigate, pagesBefore, readAddress, referenceTo, rememberedTop } from './address.js';
import { addressOf, get } from './api.js';
import { showConnection } from './connection.js';
import { byId, announce, setText } from './dom.js';
import { emptyText } from './empty.js';
import { showChoices, showFilters } from './filters.js';
import { format, pathOf, rowFields, viewOf } from './jobs.js';
import { hideFailure, showFailure } from './notice.js';
import { Table } from './table.js';
import { Tabs } from './tabs.js';

const retryDelay = 20_000;
const passing = [0, 429, 503]; // Statuses after which the same request can succeed; 0 is no response.

export class List {
  #live; #table = new Table(); #tabs = new Tabs((stats) => this.#compare(stats)); #reading = null; #retry = 0; #address = null; #onSignedOut;

  /** @param {import('./live.js').Live} live @param {(failure: any) => void} onSignedOut */
  constructor(live, onSignedOut) {
    this.#live = live;
    this.#onSignedOut = onSignedOut;
    byId('news').addEventListener('click', () => this.showNews());
    byId('previous-page').addEventListener('click', () => history.back());
    addEventListener('online', () => this.#retry && void this.#read());
  }

  get links() {
    return this.#table.links;
  }

  /** Shows the list of an address. */
  open(address, isSystemAdmin) {
    this.#address = address;
    const view = viewOf(address);
    document.title = `${view.title} – Jobs`;
    setText(byId('list-title'), `${view.title} jobs${address.organization ? ` of organization ${address.organization}` : ''}`);
    byId('table').classList.toggle('of-all', isSystemAdmin && !address.organization);
    showFilters(address);
    this.#tabs.show(address);
    this.#showExport();
    return this.#read();
  }

  close() {
    this.#stopRetry();
    this.#reading?.abort();
    this.#address = null;
    this.#tabs.close();
  }

  /** Applies changes of jobs that the stream reports. */
  apply(changes) {
    if (!this.#address) {
      return;
    }
    const added = this.#table.apply(changes);
    this.#tabs.refresh();
    this.#showFirst(added);
  }

  /** Reads the list again: the first page, if this is another one and new jobs are on the first. */
  async showNews() {
    await this.#read();
    byId('list-title').focus({ preventScroll: true });
    announce('The list is current.');
  }

  /** Reads the list again after the stream has lost its place. */
  reload() {
    return this.#read();
  }

  #compare(stats) {
    showChoices(stats);
    const { view, page_token, per_page } = this.#address;
    if (view === 'stalled' && !page_token && Object.keys(filtersOf(this.#address)).length === 0 && !this.#reading) {
      this.#showFirst(this.#table.expect(Math.min(stats.stalled, Number(per_page))));
    }
  }

  /** Nothing moves under the pointer in an empty list, so new jobs are shown at once. */
  #showFirst(added) {
    if (added > 0 && this.#table.size === 0 && !this.#reading) {
      void this.#read();
    }
  }

  /** The filters of the view and of the address. A page token is bound to them, and so is a cursor. */
  get #query() {
    return { ...filtersOf(this.#address), ...viewOf(this.#address).filters };
  }

  async #read() {
    this.#stopRetry();
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const address = this.#address;
    byId('table').setAttribute('aria-busy', 'true');
    try {
      // The cursor comes first: what changes while the list is read is then reported, and nothing is lost in between.
      const { next_cursor: cursor } = await get(pathOf(address, 'changes'), { ...this.#query, cursor: '' }, reading.signal);
      const page = await get(pathOf(address, viewOf(address).list), this.#pageQuery, reading.signal);
      this.#show(page, address);
      this.#live.follow(pathOf(address, 'events'), { ...this.#query, fields: rowFields }, cursor);
      hideFailure();
    } catch (failure) {
      if (!reading.signal.aborted) {
        this.#fail(failure);
      }
    } finally {
      if (this.#reading === reading) {
        this.#reading = null;
        byId('table').removeAttribute('aria-busy');
      }
    }
  }

  get #pageQuery() {
    const { order_by, per_page, page_token = '' } = this.#address;
    return { ...this.#query, order_by, per_page, page_token, fields: rowFields };
  }

  #show({ data: jobs, next_page_token: next }, address) {
    const isOther = byId('rows').dataset.shown !== location.search;
    byId('rows').dataset.shown = location.search;
    this.#table.show(jobs, address, next === null);
    byId('export').hidden = false;
    this.#showPages(jobs.length, next, address);
    this.#showEmpty(jobs.length === 0, address);
    if (isOther) {
      scrollTo(0, rememberedTop());
      announce(jobs.length === 1 ? '1 job' : `${format(jobs.length)} jobs`);
    }
  }

  /** Removes the rows of another view, so that they do not stand under the title of this one. */
  #showNothing() {
    delete byId('rows').dataset.shown;
    this.#table.show([], this.#address, true);
    setText(byId('shown'), '');
    for (const id of ['empty', 'export', 'first-page', 'previous-page', 'next-page']) {
      byId(id).hidden = true;
    }
  }

  #stopRetry() {
    clearTimeout(this.#retry);
    this.#retry = 0;
  }

  #showPages(count, next, address) {
    const isFirst = !address.page_token;
    setText(byId('shown'), next === null && isFirst ? `${format(count)} ${count === 1 ? 'job' : 'jobs'}` : `${format(count)} jobs on this page`);
    byId('first-page').hidden = isFirst;
    byId('first-page').href = referenceTo(changed(address, {}));
    byId('previous-page').hidden = isFirst || pagesBefore() === 0;
    byId('next-page').hidden = next === null;
    byId('next-page').href = referenceTo({ ...address, page_token: next ?? '' });
  }

  #showEmpty(isEmpty, address) {
    const hasFilters = Object.keys(filtersOf(address)).length > 0;
    byId('empty').hidden = !isEmpty;
    byId('empty-clear').hidden = !hasFilters;
    setText(byId('empty-text'), emptyText(address));
  }

  #showExport() {
    const query = { ...this.#query, order_by: this.#address.order_by };
    const path = pathOf(this.#address, viewOf(this.#address).list);
    byId('export-csv').href = addressOf(path, { ...query, format: 'csv', bom: 'true' });
    byId('export-ndjson').href = addressOf(path, { ...query, format: 'ndjson' });
    byId('export-ndjson').download = `jobs-${this.#address.view}.ndjson`;
  }

  #fail(failure) {
    if (failure.status === 401) {
      this.#onSignedOut(failure);
      return;
    }
    if (failure.status === 400 && readAddress().page_token) {
      // A page of other filters, or of an older version of the service.
      navigate(referenceTo(changed(readAddress(), {})), { replace: true });
      return;
    }
    const isOther = byId('rows').dataset.shown !== location.search;
    if (isOther) {
      this.#showNothing();
    }
    showConnection(isOther ? null : 'lost');
    showFailure(failure, () => void this.#read());
    if (passing.includes(failure.status)) {
      this.#retry = setTimeout(() => void this.#read(), retryDelay);
    }
  }
}
