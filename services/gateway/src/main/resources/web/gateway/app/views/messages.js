import { Component, html } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { dayOf } from '../i18n/times.js';
import { systemText } from '../words.js';
import { Bubble } from './bubble.js';
import { Icon } from './icons.js';
import { items } from './items.js';
import { Scroll } from './scroll.js';

/** So many messages are in the page at once, and so many come or go together. */
const MOST = 160;
const STEP = 40;

/**
 * The messages of a chat: a window on a stretch of its log, which follows where one reads. What comes
 * or goes above never moves what is on the screen.
 */
export class Messages extends Component {
  #scroll = new Scroll(() => this.#look());
  #low;
  #high;
  #seen = {};
  #target;

  componentDidMount() {
    this.#scroll.attach(this.base.querySelector('.scroll'));
    document.addEventListener('visibilitychange', this.#look);
    this.#enter();
    this.componentDidUpdate();
  }

  componentWillUnmount() {
    document.removeEventListener('visibilitychange', this.#look);
    this.#scroll.detach();
  }

  componentDidUpdate() {
    if (this.#target) {
      if (this.#scroll.to(this.#target)) this.#target = undefined;
    } else this.#scroll.settle();
    this.#later();
  }

  /** A chat that is opened shows the line above what is new, else its end. */
  async #enter() {
    const { chat, app, place } = this.props;
    const { log } = chat;
    if (log.view().messages.length < STEP && !log.view().first) await app.client.history.older(chat);
    const { line } = place;
    if (line === undefined || place.mark) return;
    if (log.view().from > line + 1) {
      await app.client.history.around(chat, line + 1);
      if (log.covers(line + 1)) place.at = line + 1;
    }
    this.#show(line + 1, '.new-line');
  }

  #show(seq, target) {
    const { messages } = this.#view();
    const at = indexOf(messages, seq);
    this.#low = messages[Math.max(0, at - STEP)]?.seq;
    this.#high = messages[Math.min(messages.length - 1, at + STEP)]?.seq;
    this.#scroll.stuck = false;
    this.#target = target;
    this.setState({});
  }

  #view() {
    return this.props.chat.log.view(this.props.place.at);
  }

  /** What the user wished for since the last time: a jump, or the end. */
  #wishes() {
    const { place } = this.props;
    const { jumps, ends } = place;
    const before = this.#seen;
    this.#seen = { jumps, ends };
    if (jumps !== before.jumps && place.mark) {
      setTimeout(() => this.#show(place.mark, `[data-seq="${place.mark}"]`));
    }
    if (ends !== before.ends) {
      this.#low = this.#high = undefined;
      this.#scroll.stuck = true;
    }
  }

  #window(view) {
    const { messages, last } = view;
    const end = messages.length;
    const least = firstShown(view, this.props.chat);
    if (this.#scroll.stuck && last) {
      const from = this.#low === undefined ? end - STEP : indexOf(messages, this.#low);
      const low = Math.max(least, end - from > MOST ? end - STEP * 2 : from);
      this.#low = messages[low]?.seq;
      this.#high = undefined;
      return [low, end];
    }
    const low = Math.max(least, this.#low === undefined ? end - STEP : indexOf(messages, this.#low));
    const high = this.#high === undefined ? Math.min(end, low + MOST) : indexOf(messages, this.#high + 1);
    return [low, high];
  }

  /** After each scroll: what is to be shown, loaded and told. */
  #look = () => {
    const { chat, app, place } = this.props;
    const view = this.#view();
    const [low, high] = this.#window(view);
    const { messages } = view;
    if (this.#scroll.nearTop) {
      const next = Math.max(firstShown(view, chat), low - STEP);
      if (next < low) {
        this.#low = messages[next].seq;
        this.#high = messages[Math.min(high, next + MOST) - 1]?.seq;
        this.setState({});
      }
      // Before it is needed: who scrolls fast is not to wait at the edge of what is known.
      if (low < STEP * 2 && !view.first && !chat.failed) app.client.history.older(chat, place.at);
    }
    if (this.#scroll.nearBottom) {
      if (high < messages.length) {
        const next = Math.min(messages.length, high + STEP);
        this.#high = messages[next - 1].seq;
        this.#low = messages[Math.max(low, next - MOST)].seq;
        this.setState({});
      }
      if (messages.length - high < STEP * 2 && !view.last && !chat.failed) app.client.history.newer(chat, place.at);
    }
    const atEnd = high === messages.length && view.last;
    if (atEnd && !this.#target) this.#scroll.check();
    if (atEnd !== this.atEnd || this.#scroll.stuck !== this.wasStuck) {
      this.atEnd = atEnd;
      this.wasStuck = this.#scroll.stuck;
      this.setState({});
    }
    this.#tellRead(view, atEnd);
  };

  #tellRead(view, atEnd) {
    const { chat, app } = this.props;
    if (document.hidden || chat.unread === 0) return;
    const seq = atEnd && this.#scroll.stuck ? chat.log.local : this.#scroll.lastSeen();
    if (seq) app.client.read(chat, seq);
  }

  #later() {
    cancelAnimationFrame(this.looking);
    this.looking = requestAnimationFrame(this.#look);
  }

  render({ chat, app, place }) {
    const { client, ui } = app;
    this.#wishes();
    this.#scroll.remember();
    const view = this.#view();
    const [low, high] = this.#window(view);
    const atEnd = view.last && high === view.messages.length;
    this.#scroll.whole = atEnd;
    if (!atEnd) this.#scroll.stuck = false;
    const pending = atEnd ? client.outbox.messages(chat.chat_id) : [];
    const { line } = place;
    const shown = items(view.messages.slice(low, high), { before: view.messages[low - 1], line, me: client.me, pending });
    const empty = shown.length === 0 && (view.first || chat.failed) && !chat.loading;
    return html`<div class="messages">
      <div class="scroll" tabindex="0" role="region" aria-label=${t('messages')} aria-busy=${chat.loading ? 'true' : 'false'} onkeydown=${walk}>
        <div class="top">${this.#top(chat, view, low)}</div>
        ${empty && !chat.failed && html`<div class="empty"><${Icon} name="chat" /><h2>${t('noMessages')}</h2><p>${t('noMessagesText')}</p></div>`}
        <ol>
          ${shown.map(item => html`<${Item} key=${item.key} item=${item} chat=${chat} app=${app} mark=${place.mark} />`)}
        </ol>
      </div>
      ${(!this.#scroll.stuck || !atEnd) &&
      shown.length > 0 &&
      html`<button type="button" class="to-end" aria-label=${t('toEnd')} title=${t('toEnd')} onclick=${() => ui.toEnd(chat)}>
        <${Icon} name="down" />
        ${chat.unread > 0 && html`<span class="badge"><span aria-hidden="true">${chat.unread}</span><span class="unseen">${t('unread', { count: chat.unread })}</span></span>`}
      </button>`}
    </div>`;
  }

  #top(chat, view, low) {
    if (chat.failed) {
      const again = () => this.props.app.client.history.older(chat, this.props.place.at);
      return html`<p class="hint" role="alert">${t('loadFailed')} <button type="button" class="link" onclick=${again}>${t('again')}</button></p>`;
    }
    return chat.loading || low > 0 || !view.first ? html`<p class="spinner" role="img" aria-label=${t('loading')}></p>` : null;
  }
}

/**
 * What is before a message says whether it begins a day or a group. So the first one that is known is
 * not shown before more is: it would change under the eyes of who reads it. Unless no more comes now.
 */
const firstShown = ({ first }, { failed }) => (first || failed === 'older' ? 0 : 1);

/** The place of the first message from that seq on. */
function indexOf(messages, seq) {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messages[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function Item({ item, chat, app, mark }) {
  if (item.type === 'day') return html`<li class="day" data-key=${item.key}><time>${dayOf(item.at)}</time></li>`;
  if (item.type === 'line') return html`<li class="new-line" data-key=${item.key}><span>${t('newMessages')}</span></li>`;
  if (item.type === 'system') {
    const marked = item.message.seq === mark;
    return html`<li class=${marked ? 'system marked' : 'system'} data-key=${item.key}><span dir="auto">${systemText(app.client, item.message)}</span></li>`;
  }
  return html`<${Bubble} item=${item} chat=${chat} app=${app} marked=${item.message.seq === mark} />`;
}

/** By the arrows from message to message. */
function walk(event) {
  const steps = { ArrowUp: -1, ArrowDown: 1 };
  if (!(event.key in steps)) return;
  const rows = [...event.currentTarget.querySelectorAll('li.message')];
  const at = rows.indexOf(document.activeElement.closest('li.message'));
  const next = at < 0 ? rows.at(-1) : rows[at + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
