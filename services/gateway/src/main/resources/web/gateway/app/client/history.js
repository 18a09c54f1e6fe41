const PAGE = 100;

/** Reads the history of a chat page by page, in both directions: what is kept first, then the server. */
export class History {
  #store;
  #keeper;
  #rest;

  onChange = () => {};

  constructor(store, keeper, rest) {
    this.#store = store;
    this.#keeper = keeper;
    this.#rest = rest;
  }

  /** Reads what lies before the stretch with that place, or the live one. */
  older(chat, at) {
    return this.#once(chat, 'older', async () => {
      const { from, first } = chat.log.view(at);
      if (first) return;
      if (from === chat.log.from && (await this.#fromStore(chat, from))) return;
      await this.#page(chat, `before_seq=${from}`, (messages, head) => {
        const lowest = messages.length < PAGE ? 1 : messages[0].seq;
        return [lowest, Math.min(from - 1, head)];
      });
    });
  }

  /** Reads what lies after the stretch with that place. */
  newer(chat, at) {
    return this.#once(chat, 'newer', async () => {
      const { to, last } = chat.log.view(at);
      if (last) return;
      await this.#page(chat, `after_seq=${to}`, (messages, head) => [
        to + 1,
        messages.length < PAGE ? head : messages.at(-1).seq,
      ]);
    });
  }

  /** Reads what lies around a place. */
  around(chat, seq) {
    if (chat.log.covers(seq)) return Promise.resolve();
    return this.#once(chat, 'around', () =>
      this.#page(chat, `around_seq=${seq}`, messages =>
        messages.length > 0 ? [Math.min(seq, messages[0].seq), Math.max(seq, messages.at(-1).seq)] : [seq, seq],
      ),
    );
  }

  /** Whether a page is on its way: 'older', 'newer', 'around' or false; 'failed' when the last one did not come. */
  async #once(chat, direction, work) {
    if (chat.loading) return;
    chat.loading = direction;
    chat.failed = false;
    try {
      await work();
    } catch {
      chat.failed = direction;
    } finally {
      chat.loading = false;
      this.#keeper.touch(chat.chat_id);
      this.onChange();
    }
  }

  async #fromStore(chat, before) {
    const { log, chat_id } = chat;
    if (before <= log.keptFrom) return false;
    await this.#keeper.flush();
    const { keptFrom } = log;
    const messages = await this.#store.messages(chat_id, keptFrom, before, PAGE);
    // Without any message the server is asked: the store may have been emptied by the browser.
    if (messages.length === 0 && keptFrom < before) {
      log.keptFrom = before;
      return false;
    }
    log.restore(messages, messages.length < PAGE ? keptFrom : messages[0].seq);
    return true;
  }

  #page(chat, where, stretch) {
    const { log, chat_id } = chat;
    return log.reading(async () => {
      const { messages, head_seq } = await this.#rest('GET', `/v1/chats/${chat_id}/messages?${where}&limit=${PAGE}`);
      log.page(messages, ...stretch(messages, head_seq));
    });
  }
}
