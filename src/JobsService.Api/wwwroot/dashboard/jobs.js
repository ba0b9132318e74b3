// What the page knows about jobs.

/** The fields that a row needs. */
export const rowFields = [
  'begins_at', 'eta_at', 'finished_at', 'id', 'job_type', 'name', 'organization_id', 'paused', 'percent', 'progress_total',
  'progress_value', 'retry_at', 'stalled', 'started_at', 'state', 'state2', 'updated_at',
].join();

/** The views of the list: their title, the list and the filters of the API, and their number in the statistics. */
export const views = {
  all: { title: 'All', list: 'all', filters: {}, count: (stats) => stats.total },
  unfinished: { title: 'Unfinished', list: 'unfinished', filters: {}, count: (stats) => stats.unfinished },
  stalled: { title: 'Stalled', list: 'unfinished', filters: { stalled: 'true' }, count: (stats) => stats.stalled },
  failed: { title: 'Failed', list: 'all', filters: { state: 'failed' }, count: (stats) => countOf(stats, 'failed') },
};

/** @returns {typeof views.all} the view of an address */
export const viewOf = (address) => views[address.view];

const countOf = (stats, state) =>
  stats.counts.filter((entry) => entry.state.toLowerCase() === state).reduce((sum, entry) => sum + entry.count, 0);

/** Whether a job is unfinished, as the API defines it. */
export function isUnfinished(job) {
  const state = job.state.toLowerCase();
  return state !== 'finished' && state !== 'cancelled' && (state !== 'failed' || job.retry_at !== null);
}

const kinds = {
  finished: 'good', failed: 'bad', cancelled: 'over', paused: 'held', idle: 'waiting', scheduled: 'waiting', pending: 'waiting',
};

/** The kind of a state, which has a color; states that the page does not know are those of running jobs. */
export const kindOf = (job) => kinds[job.state.toLowerCase()] ?? 'running';

/** @param {number | string} number an integer; a text if JavaScript cannot represent it */
export const format = (number) => numbers.format(/** @type {any} */ (number));

const numbers = new Intl.NumberFormat('en');

/** @returns {string} for example `41 % · 1,234 / 3,000` */
export function progressText(job) {
  if (job.progress_total === null) {
    return Number(job.progress_value) > 0 ? format(job.progress_value) : '–';
  }
  const counts = `${format(job.progress_value)} / ${format(job.progress_total)}`;
  return job.percent === null ? counts : `${job.percent} % · ${counts}`;
}

/** The path of a list, or of another resource, of the chosen organization or of all that the key can see. */
export const pathOf = (address, resource) =>
  /^\d+$/.test(address.organization ?? '') ? `organizations/${address.organization}/jobs/${resource}` : `jobs/${resource}`;
