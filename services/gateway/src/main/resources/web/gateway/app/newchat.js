import { $ } from './dom.js';

/** The dialog that starts chats; calls `started` with the chat that REST answered. */
export function offerNewChats(session, people, started) {
  const dialog = $('new-dialog');
  const form = $('new-form');
  $('new-chat').addEventListener('click', () => {
    form.reset();
    $('new-error').textContent = '';
    dialog.showModal();
  });
  $('new-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async event => {
    event.preventDefault();
    $('new-error').textContent = '';
    try {
      const { names, title } = form.elements;
      started(await create(session, people, namesIn(names.value), title.value.trim()));
      dialog.close();
    } catch (problem) {
      $('new-error').textContent = problem.message;
    }
  });
}

async function create(session, people, names, title) {
  if (names.length !== 1 && !title) throw new Error('A chat of more than two needs a title.');
  const found = await people.find(names);
  const member_ids = found.map(user => user.user_id);
  const chat = title ? { type: 'group', title, member_ids } : { type: 'direct', member_ids };
  return session.rest('POST', '/v1/chats', chat);
}

const namesIn = text => [...new Set(text.toLowerCase().split(/[\s,;@]+/).filter(name => name))];
