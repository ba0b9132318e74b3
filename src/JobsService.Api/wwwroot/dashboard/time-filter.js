// The filter by time: a moment of the job, after and before, in the chosen zone.

import { changed, navigate, readAddress, referenceTo, timeFields } from './address.js';
import { byId, element, setText } from './dom.js';
import { absolute, apiTime, fromInput, midnight, toInput, weekday, zoneName } from './times.js';

const words = { created_at: 'Created', begins_at: 'Begins', started_at: 'Started', updated_at: 'Updated', finished_at: 'Ended', retry_at: 'Retry' };

const hour = 3_600_000;
const justBefore = (time) => new Date(time.getTime() - 1000); // The API compares strictly.
const presets = [
  ['Last hour', () => [new Date(Date.now() - hour), null]],
  ['Today', () => [justBefore(midnight(0)), null]],
  ['Since yesterday', () => [justBefore(midnight(1)), null]],
  ['Last 7 days', () => [new Date(Date.now() - 7 * 24 * hour), null]],
  ['Last week', () => [justBefore(midnight(weekday() + 7)), midnight(weekday())]],
];

export function startTimeFilter() {
  byId('time-field').addEventListener('change', apply);
  byId('time-after').addEventListener('change', apply);
  byId('time-before').addEventListener('change', apply);
  byId('time-presets').append(...presets.map(([title, bounds]) =>
    element('button', { type: 'button', on: { click: () => choose(...bounds()) } }, title)));
}

/** Shows the times of an address. */
export function showTimeFilter(address) {
  const field = timeFields.find((name) => address[`${name}__after`] || address[`${name}__before`]);
  if (field) {
    byId('time-field').value = field;
  }
  byId('time-after').value = inputOf(address[`${field}__after`]);
  byId('time-before').value = inputOf(address[`${field}__before`]);
  setText(byId('times').querySelector('summary'), field ? 'Time (1)' : 'Time');
  setText(byId('time-zone'), `In ${zoneName()}.`);
}

/** @returns {string | null} the text of a filter by time; null for another filter */
export function timeChip(name, value) {
  const [field, bound] = name.split('__');
  return bound ? `${words[field]} ${bound} ${isTime(value) ? absolute(value) : value}` : null;
}

const isTime = (value) => !Number.isNaN(Date.parse(value ?? '')) && !/^\d+$/.test(value);

const inputOf = (value) => (isTime(value) ? toInput(value) : '');

function apply() {
  const [after, before] = [byId('time-after').value, byId('time-before').value];
  set(after ? fromInput(after) : '', before ? fromInput(before) : '');
}

const choose = (after, before) => set(after ? apiTime(after) : '', before ? apiTime(before) : '');

function set(after, before) {
  const none = Object.fromEntries(timeFields.flatMap((field) => [[`${field}__after`, ''], [`${field}__before`, '']]));
  const field = byId('time-field').value;
  navigate(referenceTo(changed(readAddress(), { ...none, [`${field}__after`]: after, [`${field}__before`]: before })));
}
