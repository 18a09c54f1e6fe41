import { html } from '../lib/preact.js';

const PATHS = {
  plus: 'M12 5v14M5 12h14',
  pencil: 'M4 20h4L19 9l-4-4L4 16v4ZM13.5 6.5l4 4',
  back: 'm14.5 5-7 7 7 7',
  close: 'm6 6 12 12M18 6 6 18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  send: 'M4.5 12 4 4.5 20.5 12 4 19.5 4.5 12Zm0 0H12',
  smile: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8.5 14s1.2 1.8 3.5 1.8 3.5-1.8 3.5-1.8M9 9.7v.1M15 9.7v.1',
  down: 'm5 9.5 7 7 7-7',
  reply: 'M9.5 7 4.5 12l5 5M5 12h9a5.5 5.5 0 0 1 5.5 5.5V18',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5M12 8v.01',
  pin: 'm9 4 7.5 0M10 4v6l-3 3.5h10L14 10V4M12 13.5V20',
  copy: 'M9 9h10v11H9zM6 15H5V4h10v2',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  mute: 'M6 16.5V11a6 6 0 0 1 9.5-4.9M18 11v5.5H8.5M10 19.5h4M4 4l16 16',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5H6ZM10 19.5h4',
  archive: 'M4 5h16v4H4zM5.5 9v10h13V9M10 13h4',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16 5a3.5 3.5 0 0 1 0 6.5M18 15c2 .6 3.2 2 3.5 4.5',
  horn: 'M4 10v4h3l8 4.5v-13L7 10H4ZM18.5 9.5a4 4 0 0 1 0 5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.6-4 3.4-5.5 7.5-5.5s6.9 1.5 7.5 5.5',
  exit: 'M14 4H6v16h8M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  block: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM6 6l12 12',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  cloud: 'M7 18.5a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6-.9A4.5 4.5 0 0 1 17 18.5H7ZM4 4l16 16',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  alert: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V13M12 16.3v.01',
  bookmark: 'M7 4h10v16l-5-4-5 4V4Z',
  chat: 'M4 5.5h16v11H11l-4.5 4v-4H4v-11Z',
};

/** A picture beside words; those who do not see it miss nothing. */
export const Icon = ({ name }) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;

/** A button that is a picture; its name is its label. */
export const IconButton = ({ name, label, class: more = '', ...rest }) =>
  html`<button type="button" class=${`round ${more}`} aria-label=${label} title=${label} ...${rest}><${Icon} name=${name} /></button>`;

/** How far an own message has come. */
export function Ticks({ fate, label }) {
  const double = fate === 'received' || fate === 'read';
  return html`<span class=${`ticks ${fate}`} role="img" aria-label=${label} title=${label}>
    <svg viewBox="0 0 20 12" aria-hidden="true">
      ${
        fate === 'sending'
          ? html`<path d="M10 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10 3.5V6l1.800 1.200" />`
          : html`<path d=${double ? 'm2 6.5 3.5 3.5 7-8M9 9.5l.5.5 7-8' : 'm5 6.5 3.5 3.5 7-8'} />`
      }
    </svg>
  </span>`;
}
