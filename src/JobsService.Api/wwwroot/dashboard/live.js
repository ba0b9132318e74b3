// Follows changes by server-sent events: one stream for the page, closed while nobody looks, resumed without a gap by its cursor.

import { addressOf, get, parse } from './api.js';

const longestSilence = 40_000; // The service sends a heartbeat every 15 s.
const batchTime = 200;
const shortestDelay = 1_000;
const longestDelay = 30_000;

/**
 * @typedef {object} Listener
 * @property {(changes: Change[]) => void} onChanges changes in their order
 * @property {() => void} onReset the cursor is too old: everything must be read again
 * @property {(state: 'live' | 'connecting' | 'paused' | 'lost') => void} onState
 * @property {(failure: import('./api.js').Failure) => void} onRefused the session has ended
 * @typedef {{ kind: 'job', job: any } | { kind: 'deleted' | 'left', id: any }} Change
 */

export class Live {
  #listener; #path = ''; #query = {}; #cursor = ''; #source = null; #timer = 0; #silence = 0; #batch = []; #batchTimer = 0;
  #failures = 0; #isPaused = false; #isOpen = false;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
    document.addEventListener('visibilitychange', () => this.#update());
  }

  get isPaused() {
    return this.#isPaused;
  }

  /** Follows changes after a cursor. @param {string} path @param {Record<string, string>} query @param {string} cursor */
  follow(path, query, cursor) {
    this.end();
    [this.#path, this.#query, this.#cursor, this.#isOpen, this.#failures] = [path, query, cursor, true, 0];
    this.#update();
  }

  /** Stops following. */
  end() {
    this.#isOpen = false;
    this.#batch = [];
    this.#close();
  }

  /** Pauses, or continues where it was paused. */
  toggle() {
    this.#isPaused = !this.#isPaused;
    this.#update();
  }

  #update() {
    const isWanted = this.#isOpen && !this.#isPaused && !document.hidden;
    if (isWanted && !this.#source && !this.#timer) {
      this.#connect();
    } else if (!isWanted) {
      this.#close();
      if (this.#isOpen) {
        this.#listener.onState('paused');
      }
    }
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#timer = 0;
    this.#flush();
  }

  #connect() {
    this.#timer = 0;
    this.#listener.onState(this.#failures === 0 ? 'connecting' : 'lost');
    const source = new EventSource(addressOf(this.#path, { ...this.#query, cursor: this.#cursor }));
    this.#source = source;
    const on = (name, handle) => source.addEventListener(name, (event) => this.#source === source && this.#receive(event, handle));
    on('ready', () => {});
    on('heartbeat', () => {});
    on('job', (data) => this.#add({ kind: 'job', job: data }));
    on('deleted', (data) => this.#add({ kind: 'deleted', id: data.id }));
    on('left', (data) => this.#add({ kind: 'left', id: data.id }));
    on('reset', () => this.#reset());
    on('bye', () => this.#reconnect(Math.random() * shortestDelay));
    source.addEventListener('error', (event) => {
      // An event of the service may not be called so; this one has no data.
      if (this.#source === source && !('data' in event)) {
        void this.#explainLoss();
      }
    });
    this.#watch();
  }

  #receive(event, handle) {
    if (this.#failures > 0 || event.type === 'ready') {
      this.#failures = 0;
      this.#listener.onState('live');
    }
    this.#watch();
    handle(parse(event.data));
    if (event.lastEventId && this.#source) {
      this.#cursor = event.lastEventId;
    }
  }

  #watch() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#reconnect(0), longestSilence);
  }

  #add(change) {
    this.#batch.push(change);
    this.#batchTimer ||= setTimeout(() => this.#flush(), batchTime);
  }

  #flush() {
    clearTimeout(this.#batchTimer);
    this.#batchTimer = 0;
    const changes = this.#batch;
    this.#batch = [];
    if (changes.length > 0 && this.#isOpen) {
      this.#listener.onChanges(changes);
    }
  }

  #reset() {
    this.end();
    this.#listener.onReset();
  }

  /** An event source does not tell why it failed, so another request asks whether the session has ended. */
  async #explainLoss() {
    this.#close();
    this.#failures++;
    this.#listener.onState('lost');
    this.#timer = -1;
    try {
      await get('whoami');
    } catch (failure) {
      if (failure.status === 401) {
        this.end();
        this.#listener.onRefused(failure);
        return;
      }
    }
    this.#reconnect(Math.min(longestDelay, shortestDelay * 2 ** (this.#failures - 1)) * (0.5 + Math.random() / 2));
  }

  #reconnect(delay) {
    this.#close();
    if (this.#isOpen && !this.#isPaused && !document.hidden) {
      this.#timer = setTimeout(() => this.#connect(), delay);
    }
  }
}
