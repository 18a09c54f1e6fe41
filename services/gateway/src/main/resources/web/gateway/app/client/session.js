import { request } from './api.js';
import { uuid } from './uuid.js';

const WHO = 'messenger.session';
const DEVICE = 'messenger.device';

/** Renewed when this part of a token's life is over, so that it never expires in use. */
const RENEW_AT = 0.8;

/** What no other site can make a browser send: the cookie counts only with it. */
const CSRF = { 'X-Requested-With': 'messenger' };

/**
 * Who is logged in here. A browser is a device, whatever number of tabs it has: they share the
 * session, and one after the other they take new tokens of it.
 *
 * The refresh token is a cookie that no script can read; the access token is in memory only.
 */
export class Session {
  #keep;
  #who;
  #access = '';
  #renewAt = 0;
  #renewing = null;
  #timer = 0;
  #over = false;
  /** Why it ends, whatever the server says first. */
  #why;

  /** Called with each new access token. */
  onToken = () => {};
  /** Called when the session is over, with why: 'logout', 'ended', 'deactivated' or 'deleted'. */
  onEnd = () => {};

  /** @param keep has getItem, setItem and removeItem, and outlives the page */
  constructor(keep, who) {
    this.#keep = keep;
    this.#who = who;
  }

  /** The session before a reload, or null. */
  static restored(keep) {
    const stored = keep.getItem(WHO);
    return stored ? new Session(keep, JSON.parse(stored)) : null;
  }

  /** Logs in; rejects with a Problem whose field is 'code' where a second factor is wanted. */
  static async login(keep, { username, password, code, name }) {
    const id = keep.getItem(DEVICE) ?? uuid();
    keep.setItem(DEVICE, id);
    const body = { username, password, cookie: true, device: { id, name } };
    if (code) body.code = code;
    const tokens = await request('POST', '/v1/auth/login', { body });
    const session = new Session(keep, {});
    session.#take(tokens);
    return session;
  }

  static register({ username, password, display_name }) {
    const body = { username, password };
    if (display_name) body.display_name = display_name;
    return request('POST', '/v1/auth/register', { body });
  }

  get userId() {
    return this.#who.user_id;
  }

  get deviceId() {
    return this.#who.device_id;
  }

  get over() {
    return this.#over;
  }

  /** An access token with some life left. */
  async token() {
    return Date.now() < this.#renewAt && !this.#renewing ? this.#access : this.renew();
  }

  /** Takes a new token now. Calls at the same time share one request. */
  renew() {
    this.#renewing ??= this.#alone(() => this.#renew()).finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** Asks the gateway in the user's name. */
  async rest(method, path, body) {
    const token = await this.token();
    try {
      return await request(method, path, { body, token });
    } catch (problem) {
      // With a field it is about a password or a code in the request, not about the token.
      if (problem.status !== 401 || problem.field) throw problem;
      const fresh = this.#access === token ? await this.renew() : this.#access;
      return request(method, path, { body, token: fresh });
    }
  }

  /** Ends the session, here in any case, and at the server if it can be reached. */
  async logout() {
    await this.rest('POST', '/v1/auth/logout').catch(() => {});
    this.end('logout');
  }

  /** Deletes the account, for ever. @param proof {password, code?} */
  async deleteAccount(proof) {
    this.#why = 'deleted';
    try {
      await this.rest('POST', '/v1/auth/account/delete', proof);
    } catch (problem) {
      this.#why = undefined;
      throw problem;
    }
    this.end('deleted');
  }

  /** Forgets the session. */
  end(why) {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#keep.removeItem(WHO);
    this.onEnd(this.#why ?? why);
  }

  /** Of all tabs only one at a time; where there are no locks, the server bears two. */
  #alone(work) {
    const locks = globalThis.navigator?.locks;
    return locks ? locks.request('messenger.refresh', work) : work();
  }

  async #renew() {
    try {
      this.#take(await request('POST', '/v1/auth/refresh', { body: {}, headers: CSRF }));
      return this.#access;
    } catch (problem) {
      if (problem.status === 400 || problem.status === 401) this.end('ended');
      throw problem;
    }
  }

  #take({ access_token, expires_in, user_id, device_id }) {
    if (this.#over) return;
    if (this.#who.user_id && this.#who.user_id !== user_id) {
      // Another tab let somebody else in.
      this.end('ended');
      return;
    }
    this.#access = access_token;
    this.#who = { user_id, device_id };
    this.#keep.setItem(WHO, JSON.stringify(this.#who));
    const life = expires_in * 1000 * RENEW_AT;
    this.#renewAt = Date.now() + life;
    clearTimeout(this.#timer);
    // A failure is made good by the next request or connection, which asks for a token again.
    this.#timer = setTimeout(() => this.renew().catch(() => {}), life);
    this.onToken(access_token);
  }
}
