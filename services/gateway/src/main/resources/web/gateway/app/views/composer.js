import { html, useLayoutEffect, useRef, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { nameOf, refusal, textOf } from '../words.js';
import { actions } from './actions.js';
import { useApp } from './context.js';
import { EmojiPicker } from './emoji.js';
import { Icon, IconButton } from './icons.js';
import { Completion, begun, mentionsIn } from './mentions.js';

const fine = () => matchMedia('(hover: hover)').matches;

/** Where one writes; or why one cannot. */
export function Composer({ chat }) {
  const { client, ui } = useApp();
  if (chat.blocked) {
    const unblock = () => client.rest('DELETE', `/v1/blocks/${chat.peer_id}`).catch(problem => ui.say(refusal(problem)));
    return html`<div class="composer closed"><p>${t('youBlocked')}</p><button type="button" class="link" onclick=${unblock}>${t('unblock')}</button></div>`;
  }
  if (!chat.writes) return html`<div class="composer closed"><p>${t('readOnly')}</p></div>`;
  return html`<${Writing} chat=${chat} />`;
}

/**
 * What is being written is in one place, the edit that has begun or the chat's draft: every handler reads
 * it there, not what was drawn last, since keys may come faster than the page is drawn.
 */
function Writing({ chat }) {
  const { client, ui } = useApp();
  const field = useRef(null);
  const [, draw] = useState(0);
  const [caret, setCaret] = useState(0);
  const [picking, pick] = useState(false);
  const completion = useRef(null);
  const place = ui.place(chat.chat_id);
  const { edit, reply } = place;
  const written = () => place.edit?.text ?? chat.draft ?? '';
  const text = written();
  const word = begun(text, caret);

  useLayoutEffect(() => {
    if (fine()) field.current.focus({ preventScroll: true });
  }, [chat.chat_id, place.entered]);
  useLayoutEffect(() => grow(field.current), [text]);

  function keep(next) {
    if (place.edit) place.edit.text = next;
    else client.draft(chat, next);
    draw(count => count + 1);
  }

  function write(next, at) {
    keep(next);
    setCaret(at);
    if (!place.edit) client.presence.types(chat.chat_id, next.trim() !== '');
  }

  function drop() {
    Object.assign(place, { edit: undefined, reply: undefined });
    setCaret(written().length);
    ui.changed();
  }

  function send() {
    const said = written().trim();
    if (!said) return;
    const { edit, reply } = place;
    const mentions = mentionsIn(client, chat, said);
    if (edit) client.edit(chat.chat_id, edit.message.seq, said, mentions);
    else client.send(chat.chat_id, said, { reply_to: reply?.seq, mentions });
    client.presence.types(chat.chat_id, false);
    Object.assign(place, { edit: undefined, reply: undefined });
    if (!edit) client.draft(chat, '');
    if (!edit) ui.toEnd(chat);
    setCaret(written().length);
    draw(count => count + 1);
    pick(false);
    field.current.focus();
  }

  function insert(words, from = caret, to = caret) {
    const all = written();
    const at = from + words.length;
    field.current.value = all.slice(0, from) + words + all.slice(to);
    field.current.setSelectionRange(at, at);
    write(field.current.value, at);
  }

  function keys(event) {
    if (completion.current?.(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && (place.edit || place.reply || picking)) {
      event.preventDefault();
      if (picking) pick(false);
      else drop();
    } else if (event.key === 'ArrowUp' && !place.edit && written() === '') {
      const last = chat.log.view().messages.findLast(each => each.sender_id === client.me && each.kind === 'message' && !each.deleted_at);
      if (!last) return;
      event.preventDefault();
      actions.edit({ client, ui }, chat, last);
    }
  }

  const follow = event => setCaret(event.currentTarget.selectionStart);
  const submit = event => {
    event.preventDefault();
    send();
  };
  return html`<form class="composer" onsubmit=${submit}>
    ${(edit || reply) && html`<${About} message=${edit?.message ?? reply} editing=${Boolean(edit)} drop=${drop} />`}
    ${picking && html`<${EmojiPicker} onchoose=${emoji => insert(emoji)} onclose=${() => pick(false) ?? field.current.focus()} />`}
    <${Completion} chat=${chat} word=${word} handle=${completion} choose=${user => insert(`@${user.username} `, word.from, caret)} />
    <div class="line">
      <${IconButton} name="smile" label=${t('emoji')} aria-expanded=${String(picking)} onclick=${() => pick(!picking)} />
      <label for="text" class="unseen">${t('message')}</label>
      <textarea
        ref=${field}
        id="text"
        rows="1"
        dir="auto"
        placeholder=${t('messageHint')}
        maxlength="8192"
        enterkeyhint="send"
        aria-autocomplete="list"
        value=${text}
        oninput=${event => write(event.currentTarget.value, event.currentTarget.selectionStart)}
        onkeydown=${keys}
        onkeyup=${follow}
        onclick=${follow}
        onblur=${() => client.presence.types(chat.chat_id, false)}
      ></textarea>
      <button class="round send" aria-label=${t('send')} title=${t('send')} disabled=${text.trim() === ''}><${Icon} name="send" /></button>
    </div>
  </form>`;
}

/** What is edited or answered. */
function About({ message, editing, drop }) {
  const { client } = useApp();
  return html`<div class="about">
    <${Icon} name=${editing ? 'pencil' : 'reply'} />
    <span><b>${editing ? t('editing') : nameOf(client, message.sender_id)}</b><span dir="auto">${textOf(client, message)}</span></span>
    <${IconButton} name="close" label=${t('cancel')} onclick=${drop} />
  </div>`;
}

/** As high as its text, where style sheets cannot say so. */
function grow(field) {
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight + 2, innerHeight * 0.3)}px`;
}
