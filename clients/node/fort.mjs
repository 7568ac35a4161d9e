// A thin client of Fort's own API: secrets, with the standard library only.
//
//   const client = new Client();                        // FORT_ADDR, FORT_TOKEN, FORT_ENVIRONMENT
//   const secret = await client.get('app/db');
//   await client.acknowledge('app/db', secret.version);
//   for await (const change of client.watch(['app/db'])) { … }   // now, and each time it changes
//
// A failed call throws a FortError; its class and `code` say what it was.

const TRIES_MAX = 3;
const POLL_SECONDS = 25;
const WATCH_PAUSE_MAX_MILLIS = 30_000;

/** A call that failed. `code` is a stable word of Fort's, or `unreachable`; `requestId` finds it in the record. */
export class FortError extends Error {
  constructor(code, status, message, requestId = '') {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }
}

/** 400, 413, 422: asking again changes nothing. */
export class InvalidRequest extends FortError {}
/** 401: the token is missing, expired or revoked. */
export class Unauthenticated extends FortError {}
/** 403. */
export class Forbidden extends FortError {}
/** 404. */
export class NotFound extends FortError {}
/** 409: another version is current than the one expected, or the name is taken. */
export class Conflict extends FortError {}
/** 429, 5xx or no answer: asking again later may help. */
export class Unavailable extends FortError {}

const KNOWN = { 401: Unauthenticated, 403: Forbidden, 404: NotFound, 409: Conflict };

function errorOf(status) {
  return KNOWN[status] ?? (status === 429 || status >= 500 ? Unavailable : InvalidRequest);
}

/** A version of a secret. The value does not show when it is printed. */
export class Secret {
  #value;

  constructor(path, version, state, value) {
    this.path = path;
    this.version = version;
    this.state = state;
    this.#value = value;
  }

  get value() {
    return this.#value;
  }
}

const pause = (millis, signal) =>
  new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, millis);
    signal?.addEventListener('abort', end, { once: true });
  });

const encodePath = (path) => path.split('/').map(encodeURIComponent).join('/');

const present = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value != null));

/** Calls one Fort as one principal. */
export class Client {
  #address;
  #token;
  #environment;
  #service;
  #timeoutMillis;

  constructor({ address, token, environment, service = 'fort-node', timeoutMillis = 30_000 } = {}) {
    this.#address = (address ?? process.env.FORT_ADDR ?? 'https://127.0.0.1:8200').replace(/\/+$/, '');
    if (!/^https?:\/\//.test(this.#address)) {
      throw new TypeError('an address looks like https://host:port');
    }
    this.#token = token ?? process.env.FORT_TOKEN ?? '';
    this.#environment = environment ?? process.env.FORT_ENVIRONMENT ?? '';
    this.#service = service;
    this.#timeoutMillis = timeoutMillis;
  }

  /** The current version, or the one of a number. */
  async get(path, { version, mount } = {}) {
    const answer = await this.#call('GET', `/secrets/${encodePath(path)}`, { mount, version });
    return new Secret(answer.path, answer.version, answer.state, answer.value);
  }

  /** Writes a new version and gives its number. `expectedVersion` 0: only when there is none yet. */
  async put(path, value, { expectedVersion, type, mount } = {}) {
    const body = { value, expected_version: expectedVersion, type };
    return (await this.#call('PUT', `/secrets/${encodePath(path)}`, { mount }, body)).version;
  }

  /** Names below a prefix, all pages of them. */
  async *list(prefix = '', { recursive = false, mount } = {}) {
    let after;
    do {
      const query = { prefix: prefix || undefined, recursive: recursive ? 'true' : undefined, mount, after };
      const page = await this.#call('GET', '/secrets', query);
      yield* page.names;
      after = page.next;
    } while (after);
  }

  /** Says that this version is in use: the one before may be retired when every consumer said so. */
  async acknowledge(path, version, { consumer, mount } = {}) {
    await this.#call('POST', `/consumers/${encodePath(path)}:acknowledge`, { mount }, { version, consumer });
  }

  /** Says that this principal, or a service of it, reads a secret. */
  async declare(path, { consumer, mount } = {}) {
    await this.#call('POST', `/consumers/${encodePath(path)}:declare`, { mount }, { consumer });
  }

  /** The versions that may be presented now: the current one and those in grace. */
  async acceptable(path, { mount } = {}) {
    return (await this.#call('GET', `/acceptable/${encodePath(path)}`, { mount })).items.map((item) => item.version);
  }

  /**
   * What is true now of these secrets, then each change, until the signal. A path with a slash at the end is all below
   * it. Comes back by itself when Fort cannot be reached; throws when the token or the right is gone.
   */
  async *watch(paths, { mount, signal } = {}) {
    const watched = [...paths].join('\n');
    let after;
    let wait = 500;
    while (!signal?.aborted) {
      let answer;
      try {
        const query = { paths: watched, mount, after, wait: POLL_SECONDS };
        answer = await this.#call('GET', '/events', query, undefined, signal, POLL_SECONDS * 1000);
      } catch (error) {
        if (signal?.aborted) {
          return;
        }
        if (!(error instanceof Unavailable)) {
          throw error;
        }
        await pause(wait * (0.5 + Math.random() / 2), signal).catch(() => {});
        wait = Math.min(wait * 2, WATCH_PAUSE_MAX_MILLIS);
        continue;
      }
      wait = 500;
      after = answer.next;
      for (const item of answer.items) {
        yield {
          path: item.path,
          currentVersion: item.current_version,
          acceptable: item.acceptable,
          gone: item.gone,
        };
      }
    }
  }

  async #call(method, path, query, body, signal, moreMillis = 0) {
    const named = new URLSearchParams(present(query)).toString();
    const address = `${this.#address}/api/v1${path}${named ? `?${named}` : ''}`;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(method, address, body, signal, moreMillis);
      } catch (error) {
        // Fort says that it did nothing; anything else is not sent a second time.
        if (attempt === TRIES_MAX || ![429, 503].includes(error.status)) {
          throw error;
        }
        await pause(attempt * 500, signal);
      }
    }
  }

  async #once(method, address, body, signal, moreMillis) {
    const headers = { 'Fort-Service': this.#service, Accept: 'application/json' };
    if (this.#token) {
      headers['Fort-Token'] = this.#token;
    }
    if (this.#environment) {
      headers['Fort-Environment'] = this.#environment;
    }
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    const limit = AbortSignal.timeout(this.#timeoutMillis + moreMillis);
    let answer;
    let text;
    try {
      answer = await fetch(address, {
        method,
        headers,
        body: body && JSON.stringify(present(body)),
        redirect: 'error', // a token never follows a redirect
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      text = await answer.text();
    } catch (error) {
      throw new Unavailable('unreachable', 0, `${this.#address} cannot be reached: ${error.cause?.code ?? error.name}`);
    }
    if (answer.ok) {
      return text ? JSON.parse(text) : {};
    }
    let problem = {};
    try {
      problem = JSON.parse(text) ?? {};
    } catch {
      // Not Fort's own words: a proxy's, perhaps.
    }
    const Type = errorOf(answer.status);
    throw new Type(
      problem.code ?? 'unknown',
      answer.status,
      problem.detail ?? problem.title ?? answer.statusText,
      problem.request_id ?? '',
    );
  }
}
