// Requests to the public API, with the session of the browser.

const root = new URL('../ga/api/v2/', document.baseURI);

// The service answers such a request without a challenge, for which the browser would show its own dialog.
const headers = { 'X-Requested-With': 'dashboard' };

/** A request that failed. The message is for people. */
export class Failure extends Error {
  /** @param {number} status 0 if there was no response @param {string} message @param {string} requestId */
  constructor(status, message, requestId = '') {
    super(message);
    this.status = status;
    this.requestId = requestId;
  }
}

/** @param {string} path @param {Record<string, any>} [query] undefined values are left out @returns {string} the address */
export function addressOf(path, query = {}) {
  const address = new URL(path, root);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      address.searchParams.set(name, value);
    }
  }
  return address.href;
}

/** Parses JSON. Integers that JavaScript cannot represent become texts, so that an id is never another id. */
export const parse = (text) =>
  JSON.parse(text, (_, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && context?.source ? context.source : value);

/** @returns {Promise<any>} the envelope of the response @throws {Failure} */
export async function get(path, query = {}, signal = undefined) {
  const response = await send(addressOf(path, query), { signal });
  try {
    return parse(await response.text());
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Failure(0, 'The response ended early. The connection was lost.');
  }
}

/** @param {string} credentials `ORGANIZATION:SECRET` @throws {Failure} */
export const signIn = (credentials) => post('sign-in', { Authorization: `Basic ${btoa(credentials)}` });

/** @throws {Failure} */
export const signOut = () => post('sign-out', {});

const post = (path, more) =>
  send(new URL(path, document.baseURI), { method: 'POST', headers: { 'Content-Type': 'application/json', ...more } });

async function send(address, options) {
  let response;
  try {
    response = await fetch(address, { cache: 'no-store', ...options, headers: { ...headers, ...options.headers } });
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Failure(0, 'The service cannot be reached.');
  }
  if (!response.ok) {
    const envelope = await response.json().catch(() => null);
    throw new Failure(response.status, wordsFor(response, envelope), response.headers.get('X-Request-Id') ?? '');
  }
  return response;
}

function wordsFor(response, envelope) {
  const wait = response.headers.get('Retry-After');
  const later = wait ? ` Try again in ${wait} s.` : ' Try again later.';
  switch (response.status) {
    case 401: return 'You are not signed in.';
    case 403: return 'Your key may not see this.';
    case 404: return 'There is nothing here, or it belongs to another organization.';
    case 429: return `There were too many requests.${later}`;
    case 503: return `The service is busy, or its database cannot be reached.${later}`;
    case 500: return 'The service has failed. Its operator can find the cause with the request id.';
    default: return envelope?.error_message ?? `The service answered with status ${response.status}.`;
  }
}
