// The table of the list: keeps its rows in place while jobs change.

import { announce, byId, element } from './dom.js';
import { isUnfinished } from './jobs.js';
import { columns, newsText, Row } from './row.js';

export class Table {
  #rows = new Map(); #added = new Set(); #missing = 0; #accepts = () => false; #isUnfinishedOnly = false;

  constructor() {
    byId('columns').append(...columns.map(([name, title]) => element('th', { class: name, scope: 'col', role: 'columnheader' }, title)));
  }

  get size() {
    return this.#rows.size;
  }

  /** The links of the rows, in their order. */
  get links() {
    return [...this.#rows.values()].map((row) => row.link);
  }

  /**
   * Shows a page of the list.
   * @param {any[]} jobs
   * @param {import('./address.js').Address} address the view
   * @param {boolean} isLastPage
   */
  show(jobs, address, isLastPage) {
    const focused = document.activeElement?.closest('#rows tr')?.id;
    this.#rows = new Map(jobs.map((job) => [String(job.id), new Row(job)]));
    this.#added.clear();
    this.#missing = 0;
    this.#isUnfinishedOnly = address.view === 'unfinished' || address.view === 'stalled';
    this.#accepts = acceptsNew(jobs, address, isLastPage);
    for (const [id, row] of this.#rows) {
      row.node.id = `row-${id}`;
    }
    byId('rows').replaceChildren(...[...this.#rows.values()].map((row) => row.node));
    if (focused) {
      document.getElementById(focused)?.querySelector('a')?.focus({ preventScroll: true });
    }
    this.#showNews();
  }

  /** Applies changes. @param {import('./live.js').Change[]} changes @returns {number} how many new jobs wait to be shown */
  apply(changes) {
    for (const change of changes) {
      if (change.kind === 'job') {
        this.#applyJob(change.job);
      } else {
        const id = String(change.id);
        this.#added.delete(id);
        this.#rows.get(id)?.leave();
      }
    }
    this.#showNews();
    return this.#added.size;
  }

  /** Compares the rows with the number that the page should have: time alone makes a job stalled, and no change tells. */
  expect(count) {
    const here = [...this.#rows.values()].filter((row) => !row.isGone).length + this.#added.size;
    this.#missing = Math.max(0, count - here);
    this.#showNews();
    return this.#missing;
  }

  #applyJob(job) {
    const id = String(job.id);
    const row = this.#rows.get(id);
    const belongs = !this.#isUnfinishedOnly || isUnfinished(job);
    if (row) {
      row.update(job);
      belongs ? row.stay() : row.leave();
    } else if (belongs && this.#accepts(job)) {
      this.#added.add(id);
    } else {
      this.#added.delete(id);
    }
  }

  #showNews() {
    const gone = [...this.#rows.values()].filter((row) => row.isGone).length;
    const added = this.#added.size + this.#missing;
    const hasNews = added + gone > 0;
    if (hasNews) {
      byId('news').textContent = newsText(added, gone);
    }
    if (hasNews && byId('news').hidden) {
      announce(newsText(added, gone)); // Once: the numbers can change every second.
    }
    byId('news').hidden = !hasNews;
  }
}

/** Whether a job that is not on the page would be on it if the page were loaded again. */
function acceptsNew(jobs, address, isLastPage) {
  if (address.page_token) {
    return () => false;
  }
  const ids = jobs.map((job) => BigInt(job.id));
  switch (address.order_by) {
    case '-id': return (job) => ids.length === 0 || BigInt(job.id) > ids[0];
    case '-changed': return () => true;
    case 'changed': return () => isLastPage;
    default: return (job) => isLastPage && (ids.length === 0 || BigInt(job.id) > ids[ids.length - 1]);
  }
}
