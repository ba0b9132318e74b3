// The times of a job in their order, as a line from its creation to its end.

import { element } from './dom.js';
import { showTime, timeElement } from './times.js';

const moments = [
  ['created_at', 'Created'], ['begins_at', 'Begins'], ['started_at', 'Started'], ['retry_at', 'Retry'], ['finished_at', 'Ended'],
];

/** @returns {HTMLElement} a list of the moments, the earliest first; those in the future are marked */
export function timeline(job) {
  const known = moments.filter(([field]) => job[field]).sort(([a], [b]) => Date.parse(job[a]) - Date.parse(job[b]));
  const end = job.eta_at && !job.finished_at ? [['eta_at', 'ETA']] : [];
  const items = [...known, ...end].map(([field, title]) => {
    const time = timeElement({ tabIndex: 0, 'data-past': field === 'eta_at' ? 'overdue' : null });
    showTime(time, job[field]);
    return element('li', { class: Date.parse(job[field]) > Date.now() ? 'ahead' : 'past' }, element('b', {}, title), time);
  });
  return element('ol', { class: 'timeline', 'aria-label': 'Timeline' }, ...items);
}
