import { Socket } from './socket.js';

const BASE_MS = 500;
const CAP_MS = 30_000;
const CLIENT_IS_WRONG = [1002, 1003, 1007, 1009];

/** The session is over with these; with other codes of their kind the page may be reloaded. */
const LAST_WORDS = { 4500: 'ended', 4502: 'ended', 4503: 'deactivated' };

/**
 * The connection as others see it: it is there, or it comes back by itself, with full jitter.
 *
 * state: 'connecting' | 'online' | 'waiting' | 'stopped'
 */
export class Link {
  #session;
  #live = null;
  #next = null;
  #tries = 0;
  /** Until then a new socket that is refused is tried again while the old one delivers. */
  #moveBy = 0;
  #retry = 0;
  #stopped = false;
  /** The server said when it wants to be asked again. */
  #notBefore = 0;

  state = 'connecting';
  /** What the device has: {cursors, epoch}. */
  position = () => ({ cursors: {} });
  onFrame = () => {};
  onState = () => {};

  /** @param connect makes a new WebSocket */
  constructor(session, connect) {
    this.#session = session;
    this.connect = connect;
    session.onToken = token => this.#live?.send({ t: 'auth', token, device_id: session.deviceId });
  }

  get deviceId() {
    return this.#session.deviceId;
  }

  start() {
    this.#open();
  }

  /** Sends on a socket that is synced; false when there is none. */
  send(frame) {
    return this.#live?.send(frame) ?? false;
  }

  /** Attaches anew. */
  restart() {
    this.#live?.close();
  }

  /** Ends for good. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#next?.close();
    this.#live?.close();
    this.#become('stopped');
  }

  /** The network or the person is back, or gone: find out now instead of at the next heartbeat. */
  wake() {
    if (this.#live) this.#live.probe();
    else if (!this.#next && Date.now() >= this.#notBefore) this.#open();
  }

  frame(socket, frame) {
    if (frame.t === 'reconnect') {
      // The new socket comes first: until it is synced the old one delivers.
      this.#moveBy = Date.now() + frame.deadline_ms;
      setTimeout(() => this.#open(), frame.after_ms);
    } else if (frame.t === 'auth.expiring') {
      this.#session.renew().catch(() => {});
    } else {
      if (frame.t === 'error' && socket === this.#next) this.#notBefore = Date.now() + (frame.retry_after_ms ?? 0);
      if (frame.t === 'synced') this.#synced(socket);
      this.onFrame(frame, socket);
    }
  }

  ended(socket, code) {
    if (socket === this.#next) {
      this.#next = null;
      if (this.#live && Date.now() < this.#moveBy) setTimeout(() => this.#open(), Math.random() * 2_000);
    }
    if (socket === this.#live) this.#live = null;
    if (this.#stopped || this.#live) return;
    if (this.#next) this.#become('connecting');
    else if ((code >= 4500 && code < 5000) || CLIENT_IS_WRONG.includes(code)) this.#refused(code);
    else {
      // A token that the server found too old is one, whatever this machine's clock says.
      if (code === 4003) this.#session.renew().catch(() => {});
      this.#wait();
    }
  }

  #refused(code) {
    this.#stopped = true;
    this.#become('stopped');
    if (LAST_WORDS[code]) this.#session.end(LAST_WORDS[code]);
  }

  #synced(socket) {
    const old = this.#live;
    this.#live = socket;
    this.#next = null;
    this.#tries = 0;
    this.#moveBy = 0;
    if (old !== socket) old?.close();
    this.#become('online');
  }

  async #open() {
    clearTimeout(this.#retry);
    if (this.#stopped || this.#next) return;
    // Between two tries it stays "waiting": nobody wants each of them announced.
    if (!this.#live && this.#tries === 0) this.#become('connecting');
    try {
      const token = await this.#session.token();
      if (!this.#stopped && !this.#next) this.#next = new Socket(this, token);
    } catch {
      if (!this.#stopped && !this.#live && !this.#next) this.#wait();
    }
  }

  #wait() {
    // A time that the server named is the time, else the pauses get longer and longer.
    const told = this.#notBefore - Date.now();
    const pause = told > 0 ? told : Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** this.#tries++);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), pause);
    this.#become('waiting');
  }

  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.onState(state);
  }
}
