// One job: what its state means, its times, and every field with the name that the API has for it. Live.

import { get } from './api.js';
import { cluesOf } from './clues.js';
import { showConnection } from './connection.js';
import { announce, byId, element, setText } from './dom.js';
import { isUnfinished, progressText } from './jobs.js';
import { hideFailure, showFailure } from './notice.js';
import { showBar, showState, stateElement } from './row.js';
import { storyOf } from './story.js';
import { timeline } from './timeline.js';
import { showTime, timeElement } from './times.js';

const fields = [
  'begins_at', 'created_at', 'eta_at', 'finished_at', 'id', 'job_type', 'mailing_list_id', 'name', 'organization_id', 'paused', 'percent',
  'progress_total', 'progress_value', 'retry_at', 'stalled', 'started_at', 'state', 'state2', 'suppression_list_id', 'updated_at',
];

const unknown = 'There is no job with this id, or it belongs to another organization.';

export class JobPage {
  #live; #onSignedOut; #id = ''; #job = null; #parts = null; #isSystemAdmin = false; #explained = '';

  constructor(live, onSignedOut) {
    this.#live = live;
    this.#onSignedOut = onSignedOut;
    byId('copy-link').addEventListener('click', () => copy(location.href, byId('copy-link'), 'Copy link'));
    setInterval(() => this.#job && this.#parts && !document.hidden && setText(this.#parts.story, storyOf(this.#job)), 1000);
  }

  /** Shows a job. @param {string} id @param {boolean} isSystemAdmin */
  async open(id, isSystemAdmin) {
    this.#id = id;
    this.#isSystemAdmin = isSystemAdmin;
    this.#job = null;
    this.#parts = null;
    document.title = `Job ${id} – Jobs`;
    setText(byId('job-title'), `Job ${id}`);
    byId('job-content').replaceChildren(element('p', { class: 'quiet' }, 'Reading …'));
    await this.reload();
  }

  close() {
    this.#id = '';
    this.#job = null;
  }

  /** Reads the job again. */
  async reload() {
    const id = this.#id;
    try {
      const filter = { id, fields: fields.join() }; // The list, because the route of one job has no derived fields.
      const { next_cursor: cursor } = await get('jobs/changes', { id, cursor: '' });
      const { data: [found] } = await get('jobs/all', filter);
      if (this.#id === id) {
        hideFailure();
        found ? this.#show(found) : this.#showAbsence(unknown);
        if (found) {
          this.#live.follow('jobs/events', filter, cursor);
        }
      }
    } catch (failure) {
      if (this.#id === id) {
        this.#fail(failure);
      }
    }
  }

  /** Applies changes that the stream reports. */
  apply(changes) {
    for (const change of changes) {
      if (change.kind === 'job') {
        this.#show(change.job);
      } else if (String(change.id) === this.#id) {
        // The stream also names other jobs that are deleted, or changed and do not match its filter.
        this.#showAbsence('This job has been deleted.');
      }
    }
  }

  #show(job) {
    const before = this.#job;
    this.#job = job;
    this.#parts ??= this.#create();
    setText(byId('job-title'), job.name);
    document.title = `${job.name} – Jobs`;
    const { state, story, bar, progress, moments, values, raw } = this.#parts;
    showState(state, job);
    setText(story, storyOf(job));
    showBar(bar, job);
    setText(progress, progressText(job));
    moments.replaceChildren(timeline(job));
    for (const field of fields) {
      showValue(values[field], field, job[field]);
    }
    setText(raw, jsonOf(job));
    if (before && before.state !== job.state) {
      announce(`The state is now ${job.state}.`);
    }
    byId('job-view').classList.toggle('ended', !isUnfinished(job));
    void this.#explain(job);
  }

  /** Shows why the job may have failed, once for each failure. */
  async #explain(job) {
    const failure = job.state.toLowerCase() === 'failed' ? `${job.id} ${job.finished_at}` : '';
    const { clues } = this.#parts;
    if (this.#explained === failure) {
      return;
    }
    this.#explained = failure;
    clues.hidden = true;
    if (failure) {
      try {
        const found = await cluesOf(job, this.#isSystemAdmin ? String(job.organization_id) : '');
        if (this.#explained === failure) {
          clues.replaceChildren(element('h2', {}, 'Why it may have failed'), ...found);
          clues.hidden = false;
        }
      } catch {
        // The page says the rest about the job. The next change of it tries again.
        this.#explained = '';
      }
    }
  }

  #create() {
    this.#explained = '';
    const parts = {
      clues: element('div', { class: 'card', id: 'clues', hidden: true }),
      state: stateElement(), story: element('p', { class: 'story' }), bar: element('progress', { max: 100 }),
      progress: element('span', { class: 'count' }), moments: element('div'), raw: element('pre', { tabIndex: 0, 'aria-label': 'JSON' }),
      values: Object.fromEntries(fields.map((field) => [field, element('td')])),
    };
    const button = element('button', { type: 'button', on: { click: () => copy(parts.raw.textContent, button, 'Copy JSON') } }, 'Copy JSON');
    byId('job-content').replaceChildren(
      element('div', { class: 'card' }, parts.state, parts.story, element('p', { class: 'progress' }, parts.bar, parts.progress), parts.moments),
      parts.clues,
      element('div', { class: 'card' }, element('h2', {}, 'Fields'),
        element('table', { class: 'fields' }, element('tbody', {},
          ...fields.map((field) => element('tr', {}, element('th', { scope: 'row' }, element('code', {}, field)), parts.values[field]))))),
      element('details', { class: 'card' }, element('summary', {}, 'JSON'), button, parts.raw),
    );
    return parts;
  }

  #fail(failure) {
    if (failure.status === 401) {
      this.#onSignedOut(failure);
    } else if (failure.status === 400) {
      this.#showAbsence(unknown);
    } else {
      showFailure(failure, () => void this.reload());
    }
  }

  #showAbsence(text) {
    this.#job = null;
    this.#parts = null;
    this.#live.end();
    showConnection(null);
    byId('job-content').replaceChildren(element('p', { class: 'card', role: 'status' }, text));
  }
}

/** The job as the API sends it: integers that JavaScript cannot represent are texts here, and numbers there. */
const jsonOf = (job) =>
  JSON.stringify(job, (name, value) =>
    typeof value === 'string' && /(^|_)(id|value|total)$/.test(name) && JSON.rawJSON ? JSON.rawJSON(value) : value, 2);

function showValue(cell, field, value) {
  if (field.endsWith('_at') && value !== null) {
    if (cell.firstChild?.nodeName !== 'TIME') {
      cell.replaceChildren(timeElement({ tabIndex: 0 }), element('span', { class: 'quiet' }));
    }
    showTime(cell.firstChild, value);
    setText(cell.lastChild, ` ${value}`);
  } else {
    setText(cell, value === null ? 'null' : String(value));
    cell.classList.toggle('quiet', value === null);
  }
}

async function copy(text, button, title) {
  try {
    await navigator.clipboard.writeText(text);
    setText(button, 'Copied');
  } catch {
    // Browsers allow it only over HTTPS and on the local machine.
    setText(button, 'Not possible over plain HTTP');
  }
  setTimeout(() => setText(button, title), 2000);
}
