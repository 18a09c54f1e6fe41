/** One WebSocket, from its opening to its end: the handshake of frames and the heartbeat. */
export class Socket {
  #ws;
  #link;
  #beat = 0;
  #deadline = 0;
  #ended = false;
  /** The cursors it attached with. */
  sent = {};

  /** @param link has connect(), deviceId, position(), frame(socket, frame), ended(socket, code) */
  constructor(link, token) {
    this.#link = link;
    this.#ws = link.connect();
    this.#ws.onmessage = ({ data }) => this.#frame(JSON.parse(data), token);
    this.#ws.onclose = ({ code }) => this.#end(code);
    this.#expect(15_000);
  }

  /** Whether it could be written: the echo says whether it arrived. */
  send(frame) {
    if (this.#ended || this.#ws.readyState !== 1) return false;
    this.#ws.send(JSON.stringify(frame));
    return true;
  }

  close() {
    this.#end(1000);
  }

  /** Finds out soon whether the other end is still there. */
  probe() {
    this.send({ t: 'ping' });
    this.#expect(5_000);
  }

  #frame(frame, token) {
    if (this.#ended) return;
    clearTimeout(this.#deadline);
    if (frame.t === 'hello') {
      const { cursors, epoch } = this.#link.position();
      this.sent = cursors;
      this.send({ t: 'auth', token, device_id: this.#link.deviceId, cursors, epoch });
      // The first one at a random time, so that clients of a restarted server spread out.
      this.#beat = setTimeout(() => this.#ping(frame.heartbeat_ms), Math.random() * frame.heartbeat_ms);
      this.#expect(15_000);
    }
    this.#link.frame(this, frame);
  }

  #ping(every) {
    this.send({ t: 'ping' });
    this.#expect(10_000);
    this.#beat = setTimeout(() => this.#ping(every), every);
  }

  /** Any frame within that time, or the socket is given up: a dead network never says so. */
  #expect(ms) {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#end(4004), ms);
  }

  #end(code) {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#beat);
    clearTimeout(this.#deadline);
    this.#ws.close();
    this.#link.ended(this, code);
  }
}
