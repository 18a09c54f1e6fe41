import { dayKey } from '../i18n/times.js';

/** Messages of one sender within this time belong together. */
const TOGETHER_MS = 5 * 60_000;

/**
 * What a list of messages shows: days, the line above what is new, messages grouped by their sender.
 *
 * @param messages in order; the one before the first decides whether a day begins
 * @param line the last seq that was read when the chat was opened, or undefined
 */
export function items(messages, { before, line, me, pending = [] }) {
  const shown = [];
  let last = before;
  let lined = line === undefined || (before && before.seq > line);
  for (const message of messages) {
    last = place(shown, message, last, me, !lined && message.seq > line && message.kind === 'message' && message.sender_id !== me && (lined = true));
  }
  for (const entry of pending) {
    const { client_msg_id, at, frame, error } = entry;
    const { body, reply_to } = frame;
    const message = { kind: 'message', sender_id: me, client_msg_id, body, reply_to, sent_at: at, error, entry };
    last = place(shown, message, last, me, false);
  }
  return shown;
}

function place(shown, message, last, me, fresh) {
  const newDay = !last || dayKey(last.sent_at) !== dayKey(message.sent_at);
  if (newDay) shown.push({ type: 'day', key: `d${dayKey(message.sent_at)}${message.seq ? '' : 'p'}`, at: message.sent_at });
  if (fresh) shown.push({ type: 'line', key: 'line' });
  const joined = !newDay && !fresh && together(last, message);
  const previous = shown.at(-1);
  if (joined && previous?.type === 'message') previous.last = false;
  const own = message.sender_id === me;
  const key = own && message.kind === 'message' ? `o${message.client_msg_id}` : `s${message.seq}`;
  shown.push({ type: message.kind, key, message, own, first: !joined, last: true });
  return message;
}

function together(one, other) {
  if (one.kind !== 'message' || other.kind !== 'message' || one.sender_id !== other.sender_id) return false;
  return new Date(other.sent_at) - new Date(one.sent_at) < TOGETHER_MS;
}
