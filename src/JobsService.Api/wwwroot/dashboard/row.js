// A row of the list: created once, then changed in place.

import { referenceTo } from './address.js';
import { element, setAttribute, setText } from './dom.js';
import { format, isUnfinished, kindOf, progressText } from './jobs.js';
import { showTime, timeElement } from './times.js';

export const columns = [
  ['name', 'Name'], ['organization', 'Organization'], ['type', 'Type'], ['state', 'State'], ['progress', 'Progress'],
  ['eta', 'ETA'], ['begun', 'Begun'], ['updated', 'Updated'],
];

export class Row {
  isGone = false;

  constructor(job) {
    this.id = String(job.id);
    this.link = element('a', { href: referenceTo({ view: 'unfinished', job: this.id }), 'data-nav': '' });
    this.type = element('span');
    this.organization = element('span');
    this.state = stateElement();
    this.bar = element('progress', { max: 100 });
    this.count = element('span', { class: 'count' });
    this.eta = timeElement({ 'data-past': 'overdue' });
    this.begun = timeElement();
    this.updated = timeElement();
    const parts = {
      name: [this.link], organization: [this.organization], type: [this.type], state: [this.state],
      progress: [this.bar, this.count], eta: [this.eta], begun: [this.begun], updated: [this.updated],
    };

    // The roles remain when a narrow screen shows each row as a card.
    this.node = element('tr', { role: 'row' }, ...columns.map(([name]) =>
      name === 'name' ? element('th', { class: name, scope: 'row', role: 'rowheader' }, ...parts[name])
        : element('td', { class: name, role: 'cell' }, ...parts[name])));
    this.update(job);
  }

  /** Shows the present state of the job. */
  update(job) {
    this.job = job;
    setText(this.link, job.name);
    setText(this.type, job.job_type);
    setText(this.organization, String(job.organization_id));
    showState(this.state, job);
    showBar(this.bar, job);
    setText(this.count, progressText(job));
    showTime(this.eta, job.eta_at);
    showTime(this.begun, job.started_at ?? job.begins_at);
    showTime(this.updated, job.updated_at);
    this.#setGone(this.isGone);
  }

  /** Marks a row whose job no longer belongs to the view. It stays where it is until the reader asks for the present list. */
  leave() {
    this.#setGone(true);
  }

  /** Marks a row whose job belongs to the view again. */
  stay() {
    this.#setGone(false);
  }

  #setGone(isGone) {
    this.isGone = isGone;
    this.node.classList.toggle('gone', isGone);
  }
}

/** An element for the state of a job, with its badges; `showState` fills it. */
export const stateElement = () => element('span', { class: 'states' }, element('span', { class: 'state' }));

export function showState(node, job) {
  const state = node.firstChild;
  setText(state, job.state);
  setAttribute(state, 'data-kind', kindOf(job));
  const badges = [
    job.paused && job.state.toLowerCase() !== 'paused' ? ['held', 'paused'] : null,
    job.stalled ? ['bad', 'stalled'] : null,
    job.retry_at && isUnfinished(job) ? ['held', 'retry'] : null,
    job.state2 ? ['over', job.state2.replaceAll('_', ' ')] : null,
  ].filter((badge) => badge !== null);
  const text = badges.map((badge) => badge.join(':')).join();
  if (node.dataset.badges !== text) {
    node.dataset.badges = text;
    node.replaceChildren(state, ...badges.map(([kind, word]) => element('span', { class: 'badge', 'data-kind': kind }, word)));
  }
}

export function showBar(bar, job) {
  const value = job.percent ?? (job.state.toLowerCase() === 'finished' ? 100 : 0);
  if (bar.value !== value) {
    bar.value = value;
  }
  setAttribute(bar, 'aria-label', `Progress of ${job.name}`);
  setAttribute(bar, 'data-kind', kindOf(job));
  bar.hidden = job.progress_total === null;
}

/** @returns {string} for example `3 new, 1 no longer here – show` */
export function newsText(added, gone) {
  const parts = [added > 0 ? `${format(added)} new` : '', gone > 0 ? `${format(gone)} no longer here` : ''];
  return `${parts.filter((part) => part).join(', ')} – show`;
}
