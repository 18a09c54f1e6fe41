import { request, uuid } from './api.js';

const KEY = 'messenger.session';
const DEVICE = 'messenger.device';

/** Renewed when this part of a token's life is over, so that it never expires in use. */
const RENEW_AT = 0.8;

/**
 * Who is logged in here. A tab is a device: it has its own session, outbox and cursors, so that two
 * tabs never use one refresh token twice.
 *
 * The refresh token lies in sessionStorage: it has to outlive a reload, and must not outlive the tab.
 * A script of this origin could read it; that none but ours runs is what the page's content security
 * policy is for.
 */
export class Session {
  #stored;
  #access = '';
  #renewAt = 0;
  #renewing = null;
  #timer = 0;

  /** Called with each new access token. */
  onToken = () => {};
  /** Called when the session is over, with a sentence for people. */
  onEnd = () => {};

  constructor(stored) {
    this.#stored = stored;
  }

  /** The session before a reload, or null. */
  static restored() {
    const stored = sessionStorage.getItem(KEY);
    return stored ? new Session(JSON.parse(stored)) : null;
  }

  static async login(username, password) {
    const id = sessionStorage.getItem(DEVICE) ?? uuid();
    sessionStorage.setItem(DEVICE, id);
    const device = { id, name: 'Browser' };
    const tokens = await request('POST', '/v1/auth/login', { body: { username, password, device } });
    const session = new Session({});
    session.#take(tokens);
    return session;
  }

  get userId() {
    return this.#stored.user_id;
  }

  get deviceId() {
    return this.#stored.device_id;
  }

  /** An access token with some life left. */
  async token() {
    return Date.now() < this.#renewAt && !this.#renewing ? this.#access : this.renew();
  }

  /** Takes a new token now. Calls at the same time share one request. */
  renew() {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** Asks the gateway in the user's name. */
  async rest(method, path, body) {
    try {
      return await request(method, path, { body, token: await this.token() });
    } catch (problem) {
      if (problem.code !== 'token_expired') throw problem;
      return request(method, path, { body, token: await this.renew() });
    }
  }

  /** Ends the session, here in any case, and at the server if it can be reached. */
  async logout() {
    await this.rest('POST', '/v1/auth/logout').catch(() => {});
    this.end('');
  }

  /** Forgets the session. */
  end(why) {
    clearTimeout(this.#timer);
    sessionStorage.removeItem(KEY);
    this.onEnd(why);
  }

  async #renew() {
    try {
      const body = { refresh_token: this.#stored.refresh_token };
      this.#take(await request('POST', '/v1/auth/refresh', { body }));
      return this.#access;
    } catch (problem) {
      if (problem.status === 401) this.end('Your session has ended. Please log in again.');
      throw problem;
    }
  }

  #take({ access_token, expires_in, refresh_token, user_id, device_id }) {
    this.#access = access_token;
    this.#stored = { refresh_token, user_id, device_id };
    sessionStorage.setItem(KEY, JSON.stringify(this.#stored));
    const life = expires_in * 1000 * RENEW_AT;
    this.#renewAt = Date.now() + life;
    clearTimeout(this.#timer);
    // A failure is made good by the next request or connection, which asks for a token again.
    this.#timer = setTimeout(() => this.renew().catch(() => {}), life);
    this.onToken(access_token);
  }
}
