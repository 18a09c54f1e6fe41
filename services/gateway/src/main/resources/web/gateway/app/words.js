/** What a chat is called: its title, or the name of the other one. */
export const titleOf = (chat, people) => chat.title ?? (chat.peer_id ? people.name(chat.peer_id) : 'Notes');

/** A message as one line of text. */
export function textOf(message, people) {
  if (message.deleted_at) return 'Message deleted';
  if (message.kind !== 'system') return message.body.text;
  const who = people.name(message.sender_id);
  const { type, user_id, role, title } = message.body;
  const whom = user_id ? people.name(user_id) : '';
  switch (type) {
    case 'chat.created':
      return title ? `${who} created “${title}”` : `${who} started the chat`;
    case 'chat.updated':
      return `${who} renamed the chat to “${title}”`;
    case 'member.joined':
      return user_id === message.sender_id ? `${who} joined` : `${who} added ${whom}`;
    case 'member.left':
      return user_id === message.sender_id ? `${who} left` : `${who} removed ${whom}`;
    case 'member.role':
      return `${who} made ${whom} ${role}`;
    default:
      return 'Something changed';
  }
}
