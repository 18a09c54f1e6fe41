import { t } from '../i18n/language.js';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🔥'];

/** What one may do with a message, as a menu. */
export function actions(app, chat, message) {
  const { client, ui } = app;
  const { chat_id } = chat;
  const { seq, deleted_at, pinned, sender_id, body } = message;
  if (!seq) return [];
  const there = !deleted_at;
  const own = sender_id === client.me;
  const pins = chat.type === 'direct' || chat.leads;
  const deletes = there && (own || (chat.leads && chat.type !== 'direct'));
  const react = emoji => client.react(chat_id, seq, emoji, !message.reactions?.[emoji]?.includes(client.me));
  const copy = () => navigator.clipboard?.writeText(body.text).then(() => ui.say(t('copied')));
  const more = () => {
    ui.place(chat_id).reactTo = seq;
    ui.changed();
  };
  const readers = () => {
    ui.place(chat_id).readersOf = seq;
    ui.changed();
  };
  // Of a direct chat the ticks say it, and of a channel only who leads it may know.
  const told = own && (chat.type === 'group' || (chat.type === 'channel' && chat.leads));
  return [
    there && { emoji: QUICK, label: t('react'), act: react, more, moreLabel: t('emoji') },
    there && chat.writes && { icon: 'reply', label: t('reply'), act: () => actions.reply(app, chat, message) },
    there && own && chat.writes && { icon: 'pencil', label: t('edit'), act: () => actions.edit(app, chat, message) },
    there && { icon: 'copy', label: t('copy'), act: copy },
    there && told && { icon: 'check', label: t('readBy'), act: readers },
    there && pins && { icon: 'pin', label: t(pinned ? 'unpin' : 'pin'), act: () => client.pin(chat_id, seq, !pinned) },
    { icon: 'trash', label: t('deleteForMe'), act: () => client.remove(chat_id, seq, 'me') },
    deletes && { icon: 'trash', label: t('deleteForAll'), danger: true, act: () => client.remove(chat_id, seq, 'all') },
  ].filter(Boolean);
}

actions.reply = (app, chat, message) => {
  Object.assign(app.ui.place(chat.chat_id), { reply: message, edit: undefined });
  turnTo(app, chat);
};

actions.edit = (app, chat, message) => {
  Object.assign(app.ui.place(chat.chat_id), { edit: { message, text: message.body.text }, reply: undefined });
  turnTo(app, chat);
};

/** The field has at once what is now written in it: a key that is pressed before the next drawing adds to that. */
function turnTo({ ui }, chat) {
  const field = document.getElementById('text');
  if (field) {
    field.value = ui.place(chat.chat_id).edit?.text ?? chat.draft ?? '';
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
  ui.changed();
}
