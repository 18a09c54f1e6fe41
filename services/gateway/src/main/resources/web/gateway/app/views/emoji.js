import { html, useEffect, useRef } from '../lib/preact.js';
import { t } from '../i18n/language.js';

const RECENT = 'messenger.emoji';
const GROUPS = [
  '😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤐 🤨 😐 😑 😶 😏 😒 🙄 😬 😌 😔 😪 😴 😷 🤒 🤕 🤢 🤧 🥵 🥶 🥴 😵 🤯 🤠 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😲 😳 🥺 😦 😨 😰 😢 😭 😱 😖 😞 😓 😩 😫 🥱 😤 😡 😠 🤬 😈 💀 💩 🤡 👻 👽 🤖',
  '👍 👎 👌 ✌️ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 ☝️ ✋ 🖐️ 🖖 👋 🤝 🙏 💪 👏 🙌 👐 ✍️ 💅 🤳 👀 🧠 👶 🧒 👩 👨 🧑 👵 👴 🙅 🙆 💁 🙋 🤦 🤷 💃 🕺 🏃 🚶',
  '❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💕 💖 💘 💯 💥 💫 💦 🔥 ✨ ⭐ 🎉 🎊 🎁 🎈 🏆 🥇 ⚽ 🏀 🎮 🎲 🎵 🎶 🎸 🎬 📷',
  '🐶 🐱 🐭 🐰 🦊 🐻 🐼 🐨 🐯 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🐦 🦄 🐝 🦋 🐢 🐙 🐬 🐳 🌸 🌹 🌻 🌲 🍀 🍁 🌍 🌙 ☀️ ⛅ 🌧️ ❄️ 🌈',
  '🍎 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🥝 🍅 🥑 🥕 🌽 🍞 🧀 🍳 🥓 🍔 🍟 🍕 🌭 🥪 🌮 🍜 🍣 🍦 🍩 🍪 🎂 🍫 🍿 ☕ 🍵 🍺 🍷 🥂',
  '🚗 🚕 🚌 🚲 ✈️ 🚀 ⛵ 🏠 🏢 🏖️ ⛰️ 🗺️ ⌚ 📱 💻 💡 📚 ✏️ 📌 📎 ✂️ 🔒 🔑 🔨 💊 💰 ✅ ❌ ❓ ❗ ➡️ ⬅️ ⬆️ ⬇️ 🔔 💬 ⏰ 📅',
].map(group => group.split(' '));

const recent = () => JSON.parse(localStorage.getItem(RECENT) ?? '["👍","❤️","😂","🎉","😮","😢","🔥","🙏"]');

/** Many emoji, those used last first; the arrows go from one to the next. */
export function EmojiPicker({ onchoose, onclose }) {
  const ref = useRef(null);
  useEffect(() => ref.current.querySelector('button').focus(), []);
  const choose = emoji => {
    localStorage.setItem(RECENT, JSON.stringify([emoji, ...recent().filter(each => each !== emoji)].slice(0, 16)));
    onchoose(emoji);
  };
  const keys = event => {
    const buttons = [...ref.current.querySelectorAll('button')];
    const columns = Math.max(1, Math.floor(ref.current.clientWidth / buttons[0].offsetWidth));
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onclose();
    } else if (event.key in steps) {
      event.preventDefault();
      const next = buttons.indexOf(document.activeElement) + steps[event.key];
      buttons[Math.max(0, Math.min(buttons.length - 1, next))].focus();
    }
  };
  return html`<div class="emoji" ref=${ref} role="group" aria-label=${t('emoji')} onkeydown=${keys}>
    ${[recent(), ...GROUPS].map(
      (group, index) =>
        html`<div key=${index}>
          ${group.map((emoji, place) => html`<button type="button" key=${emoji} tabindex=${index + place === 0 ? 0 : -1} aria-label=${emoji} onclick=${() => choose(emoji)}>${emoji}</button>`)}
        </div>`,
    )}
  </div>`;
}
