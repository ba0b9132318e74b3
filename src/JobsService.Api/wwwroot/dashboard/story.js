// What the state of a job means, in one or two sentences.

import { format, isUnfinished } from './jobs.js';
import { duration, relative } from './times.js';

const since = (from, to = new Date().toISOString()) => duration(Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000));

/** @returns {string} */
export function storyOf(job) {
  const state = job.state.toLowerCase();
  if (state === 'finished') {
    return `It finished${ago(job.finished_at)}${took(job)}.`;
  }
  if (state === 'cancelled') {
    return `It was cancelled${ago(job.finished_at)}${reached(job)}.`;
  }
  if (state === 'failed') {
    const retry = job.retry_at ? `It will be tried again ${relative(job.retry_at)}.` : 'It will not be tried again.';
    return `It failed${ago(job.finished_at ?? job.updated_at)}${took(job)}${reached(job)}. ${retry}`;
  }
  if (job.stalled) {
    return `It is stalled: it started ${relative(job.started_at)} and has made no progress for ${since(job.updated_at)}${reached(job)}.`;
  }
  if (job.paused || state === 'paused') {
    const end = job.state2 === 'onhold_autowinner' ? 'when the winner of its split test is chosen' : 'when somebody resumes it';
    return `It is paused${reached(job)}. It continues ${end}.`;
  }
  if (job.started_at && isUnfinished(job)) {
    const end = job.eta_at ? ` At its average speed it ends ${Date.parse(job.eta_at) > Date.now() ? relative(job.eta_at) : 'any moment'}.` : '';
    return `It has been running for ${since(job.started_at)}${reached(job)}.${end}`;
  }
  return job.begins_at ? `It waits. It begins ${relative(job.begins_at)}.` : 'It waits. No time is set for it to begin.';
}

const ago = (time) => (time ? ` ${relative(time)}` : '');

const took = (job) => (job.started_at && job.finished_at ? `, after ${since(job.started_at, job.finished_at)}` : '');

const reached = (job) =>
  job.progress_total === null ? '' : `, at ${job.percent ?? 0} % (${format(job.progress_value)} of ${format(job.progress_total)})`;
