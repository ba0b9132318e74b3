// The filter by time: a moment of the job, from and before, in the chosen zone.

import { changed, navigate, readAddress, referenceTo, timeFields } from './address.js';
import { byId, element, setText } from './dom.js';
import { absolute, apiTime, dates, fromInput, midnight, toInput, weekday, zoneName } from './times.js';

const words = { created_at: 'Created', begins_at: 'Begins', started_at: 'Started', updated_at: 'Updated', finished_at: 'Ended', retry_at: 'Retry' };

const second = 1000;
const hour = 3600 * second;
const presets = [
  ['Last hour', () => [new Date(Date.now() - hour), null]],
  ['Today', () => [midnight(0), null]],
  ['Since yesterday', () => [midnight(1), null]],
  ['Last 7 days', () => [new Date(Date.now() - 7 * 24 * hour), null]],
  ['Last week', () => [midnight(weekday() + 7), midnight(weekday())]],
];

let shownView = '';

export function startTimeFilter() {
  byId('time-field').addEventListener('change', apply);
  byId('time-from').addEventListener('change', apply);
  byId('time-before').addEventListener('change', apply);
  byId('times').addEventListener('toggle', showPresets); // Their dates depend on the present day and on the zone.
}

/** Shows the times of an address. Without one, the moment is that by which most people look for the jobs of the view. */
export function showTimeFilter(address) {
  const field = timeFields.find((name) => address[`${name}__after`] || address[`${name}__before`]);
  if (field || shownView !== address.view) {
    byId('time-field').value = field ?? (address.view === 'failed' ? 'finished_at' : 'created_at');
  }
  shownView = address.view;
  byId('time-from').value = inputOf(firstSecondAfter(address[`${field}__after`]));
  byId('time-before').value = inputOf(address[`${field}__before`]);
  setText(byId('times').querySelector('summary'), field ? 'Time (1)' : 'Time');
  setText(byId('time-zone'), `In ${zoneName()}.`);
}

/** @returns {string | null} the text of a filter by time; null for another filter */
export function timeChip(name, value) {
  const [field, bound] = name.split('__');
  if (!bound) {
    return null;
  }
  const [word, time] = bound === 'after' && isTime(value) ? ['from', firstSecondAfter(value)] : [bound, value];
  return `${words[field]} ${word} ${isTime(time) ? absolute(time) : time}`;
}

const isTime = (value) => !Number.isNaN(Date.parse(value ?? '')) && !/^\d+$/.test(value);

const inputOf = (value) => (isTime(value) ? toInput(value) : '');

// The API has whole seconds and compares strictly, so the first second of a period is the one after `after`.
const firstSecondAfter = (after) => (isTime(after) ? apiTime(new Date(Date.parse(after) + second)) : after);

function showPresets() {
  byId('time-presets').replaceChildren(...presets.map(([title, bounds]) => {
    const [from, before] = bounds();
    const text = before ? `${title} (${dates(from, new Date(before.getTime() - second))})` : title;
    return element('button', { type: 'button', on: { click: () => choose(...bounds()) } }, text);
  }));
}

function choose(from, before) {
  set(from, before);
  byId('times').open = false;
  byId('times').querySelector('summary').focus();
}

function apply() {
  if (![byId('time-from'), byId('time-before')].every((input) => input.reportValidity())) {
    return; // The browser says what is wrong: an incomplete time, or a year out of range.
  }
  const [from, before] = [byId('time-from').value, byId('time-before').value];
  set(from ? fromInput(from) : null, before ? fromInput(before) : null);
}

/** Filters by a period. @param {Date | null} from the first second @param {Date | null} end the second after the last */
function set(from, end) {
  const after = from ? apiTime(new Date(from.getTime() - second)) : '';
  const before = end ? apiTime(end) : '';
  const none = Object.fromEntries(timeFields.flatMap((field) => [[`${field}__after`, ''], [`${field}__before`, '']]));
  const field = byId('time-field').value;
  navigate(referenceTo(changed(readAddress(), { ...none, [`${field}__after`]: after, [`${field}__before`]: before })));
}
