import { html } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { ChatInfo } from './chatinfo.js';
import { useApp } from './context.js';
import { Dialog } from './dialog.js';
import { EmojiPicker } from './emoji.js';
import { Join } from './join.js';
import { NewChat } from './newchat.js';
import { Readers } from './readers.js';
import { Settings } from './settings.js';

/** The window that is open, if one is. */
export function Dialogs() {
  const { client, ui } = useApp();
  const close = () => ui.show(null);
  const { chat } = ui;
  const place = chat && ui.place(chat.chat_id);
  if (place?.reactTo) {
    const done = () => {
      place.reactTo = undefined;
      ui.changed();
    };
    const react = emoji => {
      client.react(chat.chat_id, place.reactTo, emoji, true);
      done();
    };
    return html`<${Dialog} key="react" title=${t('react')} onclose=${done}><${EmojiPicker} onchoose=${react} onclose=${done} /><//>`;
  }
  if (place?.readersOf) {
    const done = () => {
      place.readersOf = undefined;
      ui.changed();
    };
    return html`<${Readers} key="readers" chat=${chat} seq=${place.readersOf} onclose=${done} />`;
  }
  if (ui.dialog === 'new') return html`<${NewChat} key="new" onclose=${close} />`;
  if (ui.dialog === 'settings') return html`<${Settings} key="settings" onclose=${close} />`;
  if (ui.dialog === 'join') return html`<${Join} key="join" code=${ui.invite} onclose=${close} />`;
  if (ui.dialog === 'info' && !chat) setTimeout(close);
  if (ui.dialog === 'info' && chat) return html`<${ChatInfo} key="info" chat=${chat} onclose=${close} />`;
  return null;
}
