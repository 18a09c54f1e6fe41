/** The events that are messages of the system in the history. */
const SYSTEM = ['chat.created', 'chat.updated', 'chat.deleted', 'member.joined', 'member.left', 'member.role'];

/** The message that an event adds to the history, or undefined. */
export function messageOf(event) {
  const { t, seq, chat_id, sender_id, client_msg_id, sent_at } = event;
  const base = { chat_id, seq, change_seq: seq, sender_id, client_msg_id, sent_at };
  if (t === 'message.new') {
    const { body, reply_to, mentions } = event;
    return { ...base, kind: 'message', body, reply_to, mentions };
  }
  if (SYSTEM.includes(t)) {
    const { user_id, role, title, about, avatar_url, history } = event;
    return { ...base, kind: 'system', body: { type: t, user_id, role, title, about, avatar_url, history } };
  }
  return undefined;
}

/** The message after a change of it; what it already contains changes nothing. */
export function changed(message, event) {
  if (event.seq <= message.change_seq) return message;
  const next = { ...message, change_seq: event.seq };
  if (event.t === 'message.edited') {
    const { body, mentions, edited_at } = event;
    return { ...next, body, mentions, edited_at };
  }
  if (event.t === 'message.deleted') {
    return { ...next, body: undefined, reactions: undefined, pinned: undefined, deleted_at: event.deleted_at };
  }
  if (event.t === 'reaction') return { ...next, reactions: reacted(message.reactions, event) };
  if (event.t === 'pin') return { ...next, pinned: event.on };
  return next;
}

function reacted(reactions = {}, { emoji, on, sender_id }) {
  const others = (reactions[emoji] ?? []).filter(user => user !== sender_id);
  const users = on ? [...others, sender_id] : others;
  const next = { ...reactions };
  if (users.length > 0) next[emoji] = users;
  else delete next[emoji];
  return next;
}
