import { html } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { useApp } from './context.js';

const MOST_BYTES = 4 * 1024 * 1024;

/** Chooses the picture of somebody or of a chat, or takes it away: `put` gets the file. */
export function PictureButtons({ url, put, remove }) {
  const { ui } = useApp();
  const upload = async event => {
    const [file] = event.currentTarget.files;
    event.currentTarget.value = '';
    if (!file) return;
    if (file.size > MOST_BYTES) ui.say(t('tooBig'));
    else await put(file);
  };
  return html`<div class="buttons">
    <label class="file"><input type="file" class="unseen" accept="image/jpeg,image/png,image/gif" onchange=${upload} />${t('picture')}</label>
    ${url && html`<button type="button" onclick=${remove}>${t('removePicture')}</button>`}
  </div>`;
}
