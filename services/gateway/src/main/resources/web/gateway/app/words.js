import { t } from './i18n/language.js';

/** What a user is called; until it is known, an ellipsis. */
export function nameOf(client, userId) {
  const user = client.people.get(userId);
  if (!user) return '…';
  return user.gone ? t('deletedAccount') : user.display_name || user.username;
}

/** What a chat is called: its title, or the name of the other one. */
export function titleOf(client, chat) {
  if (chat.type !== 'direct') return chat.title ?? '';
  return chat.peer_id ? nameOf(client, chat.peer_id) : t('notes');
}

/** A message as one line of text. */
export function textOf(client, message) {
  if (message.deleted_at) return t('deletedMessage');
  return message.kind === 'system' ? systemText(client, message) : (message.body?.text ?? '');
}

/** What happened, as a sentence. */
export function systemText(client, { sender_id, body }) {
  const who = nameOf(client, sender_id);
  const { type, user_id, role, title, about, avatar_url, history } = body;
  const whom = user_id ? nameOf(client, user_id) : '';
  const own = user_id === sender_id;
  switch (type) {
    case 'chat.created':
      return title ? t('sysCreated', { who, title }) : t('sysStarted', { who });
    case 'chat.updated':
      if (history) return t(history === 'all' ? 'sysHistoryAll' : 'sysHistoryJoined', { who });
      if (avatar_url !== undefined) return t('sysPicture', { who });
      return about === undefined ? t('sysRenamed', { who, title }) : t('sysAbout', { who });
    case 'member.joined':
      return own ? t('sysJoined', { who }) : t('sysAdded', { who, whom });
    case 'member.left':
      return own ? t('sysLeft', { who }) : t('sysRemoved', { who, whom });
    case 'member.role':
      return t('sysRole', { who, whom, role: t(role) });
    default:
      return t('sysOther');
  }
}

/** Why something was refused, for people. */
export function refusal(problem) {
  if (problem.status === 0) return t('unreachable');
  const known = ['rate_limited', 'forbidden', 'not_member', 'not_found', 'blocked', 'conflict', 'too_large'];
  if (known.includes(problem.code)) return t(problem.code);
  return problem.code === 'bad_request' && problem.message ? problem.message : t('failed');
}
