// Times: relative in the text, absolute with their zone on hover and focus.

import { element, setAttribute, setText } from './dom.js';
import { isUtc } from './preferences.js';

const units = [[60, 's'], [60, 'min'], [24, 'h'], [365, 'd'], [Infinity, 'y']];

/** @param {number} seconds not negative @returns {string} for example `3 min` */
export function duration(seconds) {
  let value = Math.floor(seconds);
  for (const [size, unit] of units) {
    if (value < size) {
      return `${value} ${unit}`;
    }
    value = Math.floor(value / size);
  }
  return '';
}

/** @param {string} value a time of the API @returns {string} for example `3 min ago` or `in 2 h` */
export function relative(value, now = Date.now()) {
  const seconds = (now - Date.parse(value)) / 1000;
  return Math.abs(seconds) < 1 ? 'now' : seconds < 0 ? `in ${duration(-seconds)}` : `${duration(seconds)} ago`;
}

/** @param {string} value a time of the API @returns {string} in the chosen zone, for example `2026-11-28 03:18:12 UTC` */
export function absolute(value) {
  const time = new Date(value);
  return isUtc() ? `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC` : `${localText(time).replace('T', ' ')} ${zoneOf(time)}`;
}

/** @returns {string} the time in the chosen zone, in the format of an input for a date and time */
export const toInput = (value) => (isUtc() ? new Date(value).toISOString().slice(0, 19) : localText(new Date(value)));

/** @returns {Date} the time in the text of such an input */
export const fromInput = (text) => new Date(isUtc() ? `${text}Z` : text);

/** @returns {string} the dates of a period in the chosen zone, for example `Nov 16 – 22` */
export const dates = (first, last) =>
  new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: isUtc() ? 'UTC' : undefined }).formatRange(first, last);

/** @param {Date} time @returns {string} in the format of the API */
export const apiTime = (time) => `${time.toISOString().slice(0, 19)}Z`;

/** The name of the chosen zone. */
export const zoneName = () => (isUtc() ? 'UTC' : `${Intl.DateTimeFormat().resolvedOptions().timeZone} (${zoneOf(new Date())})`);

/** Midnight at the beginning of a day in the chosen zone. @param {number} days before today */
export function midnight(days) {
  const day = new Date();
  if (isUtc()) {
    day.setUTCHours(0, 0, 0, 0);
    day.setUTCDate(day.getUTCDate() - days);
  } else {
    day.setDate(day.getDate() - days);
    day.setHours(0, 0, 0, 0); // Last: a day can have no midnight, or two.
  }
  return day;
}

/** The day of the week in the chosen zone: 0 for Monday. */
export const weekday = () => ((isUtc() ? new Date().getUTCDay() : new Date().getDay()) + 6) % 7;

/** Creates an element for a time; `showTime` fills it. `data-past` is its text when the time is over. */
export const timeElement = (properties = {}) => element('time', { class: 'time', ...properties });

/** @param {any} node a time element @param {string | null} value null for no time */
export function showTime(node, value) {
  setAttribute(node, 'datetime', value ?? '');
  setAttribute(node, 'data-absolute', value ? absolute(value) : null);
  const isOver = node.dataset.past && Date.parse(value) < Date.now();
  setText(node, !value ? '–' : isOver ? node.dataset.past : relative(value));
}

/** Updates all times of the page, once, and then every second. */
export function keepTimesCurrent() {
  updateTimes();
  setInterval(updateTimes, 1000);
}

export function updateTimes() {
  if (!document.hidden) {
    for (const node of document.querySelectorAll('time[datetime]:not([datetime=""])')) {
      showTime(node, node.getAttribute('datetime'));
    }
  }
}

const two = (number) => String(number).padStart(2, '0');

const localText = (time) =>
  `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T`
  + `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;

const zoneOf = (time) =>
  new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(time).find((part) => part.type === 'timeZoneName').value;
