import { html } from '../lib/preact.js';

/** Made by its parts, since not every browser knows the property of whole emoji. */
const ONE = '\\p{Extended_Pictographic}(?:\\uFE0F|\\p{EMod}|\\u200D\\p{Extended_Pictographic})*|\\p{RI}{2}';
const EMOJI = new RegExp(`^(?:(?:${ONE})\\s*){1,3}$`, 'u');

const LINK = /https?:\/\/[^\s<>"']+|(?<![\p{L}\p{N}_@.])@[A-Za-z0-9_.]{3,32}/gu;

/** What ends a sentence is not part of its link; a bracket is, if it was opened in it. */
function trimmed(url) {
  let end = url.replace(/[.,;:!?…»”]+$/u, '');
  if (end.endsWith(')') && !end.includes('(')) end = end.slice(0, -1);
  return end;
}

/** The text in pieces: strings, and {href} or {mention} with their text. */
export function pieces(text) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const mention = match[0].startsWith('@');
    const piece = mention ? match[0].replace(/\.+$/, '') : trimmed(match[0]);
    if (match.index > from) found.push(text.slice(from, match.index));
    found.push(mention ? { mention: piece.slice(1), text: piece } : { href: piece, text: piece });
    from = match.index + piece.length;
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

/**
 * What somebody wrote: text, never markup, with links and the names of those who are mentioned.
 *
 * @param mentioned the usernames of who is mentioned; @param me the reader's
 */
export function Text({ text, mentioned = [], me }) {
  return pieces(text).map(piece => {
    if (typeof piece === 'string') return piece;
    if (piece.href) {
      return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`;
    }
    const username = piece.mention.toLowerCase();
    if (!mentioned.includes(username)) return piece.text;
    return html`<span class=${username === me ? 'mention own-mention' : 'mention'}>${piece.text}</span>`;
  });
}

/** A text of which some places, in code points, are marked. */
export function Marked({ text, places = [], around = 60 }) {
  const points = [...text];
  const [first] = places;
  const from = first && first[0] > around ? first[0] - around : 0;
  const parts = from > 0 ? ['…'] : [];
  let at = from;
  for (const [start, end] of places) {
    parts.push(points.slice(at, start).join(''), html`<mark>${points.slice(start, end).join('')}</mark>`);
    at = end;
  }
  parts.push(points.slice(at, at + 200).join(''));
  return parts;
}

/** Whether a text is nothing but one to three emoji: those are shown large. */
export const onlyEmoji = text =>
  text.length < 40 && EMOJI.test(text.trim());
