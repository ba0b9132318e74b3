// Why a job may have failed. Jobs have no error message, but where one stopped, and how others ended at that time, narrow the cause down.

import { referenceTo } from './address.js';
import { get } from './api.js';
import { element } from './dom.js';
import { format, pathOf } from './jobs.js';
import { apiTime } from './times.js';

const hour = 3_600_000;
const mostOthers = 200;

/**
 * Describes what may have made a job fail.
 * @param {any} job a failed job
 * @param {string} organization the organization whose jobs it is compared with; empty for that of the key
 * @returns {Promise<Node[]>} paragraphs
 * @throws {import('./api.js').Failure}
 */
export async function cluesOf(job, organization) {
  const others = await othersAround(job, organization);
  return [
    element('p', {}, whereItStopped(job)),
    element('p', {}, howOthersEnded(job, others)),
    element('p', { class: 'choices' },
      others.total > 0 ? link(`${job.job_type} jobs at that time`, { ...others.filter, organization }) : null,
      job.mailing_list_id === null ? null
        : link(`All jobs of mailing list ${job.mailing_list_id}`, { mailing_list_id: String(job.mailing_list_id), organization })),
    element('p', { class: 'quiet' }, `Jobs have no error message in the API. The operator of the platform can look for job ${job.id} in the log.`),
  ];
}

/** Counts the jobs of the same type that failed or finished within an hour of a job. */
async function othersAround(job, organization) {
  const end = Date.parse(job.finished_at ?? job.updated_at);
  const filter = {
    job_type: job.job_type, state: 'failed,finished',
    finished_at__after: apiTime(new Date(end - hour)), finished_at__before: apiTime(new Date(end + hour)),
  };
  const page = await get(pathOf({ organization }, 'all'), { ...filter, fields: 'id,state', order_by: '-id', per_page: mostOthers });
  const others = page.data.filter((other) => String(other.id) !== String(job.id));
  const failed = others.filter((other) => other.state.toLowerCase() === 'failed').length;
  return { filter, total: others.length, failed, isPart: page.next_page_token !== null };
}

function whereItStopped(job) {
  const value = BigInt(job.progress_value);
  if (value === 0n) {
    return 'It stopped before it processed anything, so look at what it needed to begin: its input, its mailing list, its settings.';
  }
  return job.progress_total !== null && value >= BigInt(job.progress_total)
    ? 'It had processed everything: what failed is the step after that.'
    : `It stopped in the middle, after ${format(job.progress_value)}: what came next may be the cause, or an interruption.`;
}

function howOthersEnded(job, { total, failed, isPart }) {
  if (total === 0) {
    return `No other ${job.job_type} job failed or finished within an hour of this failure.`;
  }
  const count = isPart ? `more than ${format(total)}` : format(total);
  const ends = `${isPart ? `of the newest ${format(total)}, ` : ''}${format(failed)} failed and ${format(total - failed)} finished`;
  const verdict = failed > 0 ? 'They may share the cause.' : 'The cause may be in this job.';
  return `Within an hour of this failure, ${count} other ${job.job_type} job${total === 1 ? '' : 's'} ended: ${ends}. ${verdict}`;
}

const link = (text, filter) => element('a', { href: referenceTo({ view: 'all', ...filter }), 'data-nav': '' }, text);
