import { Chats } from './chats.js';
import { Conversation } from './conversation.js';
import { $ } from './dom.js';
import { enter } from './door.js';
import { Link } from './link.js';
import { List } from './list.js';
import { offerNewChats } from './newchat.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Session } from './session.js';
import { textOf } from './words.js';

const NOTICE = 'messenger.notice';
const STATES = {
  connecting: 'Connecting…',
  online: 'Online',
  waiting: 'Offline, trying again…',
  stopped: 'Disconnected. Reload the page.',
};

const notice = sessionStorage.getItem(NOTICE) ?? '';
sessionStorage.removeItem(NOTICE);
const session = Session.restored() ?? (await enter(notice));
const link = new Link(session);
const chats = new Chats(session, link);
const people = new People(session);
const outbox = new Outbox(session.userId, frame => link.send(frame));
const conversation = new Conversation(chats, people, outbox, session.userId);
const list = new List(chats, people, session.userId, open);

let drawn = false;

/** Draws once for all changes of a moment. A timer and not a frame: hidden pages draw their title too. */
function draw() {
  if (drawn) return;
  drawn = true;
  setTimeout(() => {
    drawn = false;
    $('my-name').textContent = people.name(session.userId);
    list.show(conversation.openId);
    conversation.show();
  });
}

function open(chat) {
  chat.stuck = false;
  conversation.open(chat);
  draw();
  // Where fingers type, the focus would bring up a keyboard that covers the conversation.
  if (matchMedia('(hover: hover)').matches) $('text').focus();
}

let fading = 0;

function complain(failure) {
  $('notice').textContent = failure.message;
  $('notice').hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => ($('notice').hidden = true), 6000);
}

session.onEnd = why => {
  // A page that begins anew remembers nothing of who was here.
  sessionStorage.setItem(NOTICE, why);
  location.reload();
};

link.position = () => chats.position();
link.onState = state => {
  $('state').dataset.state = state;
  $('state').textContent = STATES[state];
};
link.onFrame = (frame, socket) => {
  if (frame.t === 'profile') people.put(frame);
  else if (frame.t === 'rejected') outbox.rejected(frame);
  else chats.frame(frame, socket);
  if (frame.t === 'synced') {
    chats.list.forEach(chat => (chat.stuck = false));
    outbox.flush();
  }
  draw();
};

chats.onChange = draw;
chats.onStored = id => outbox.stored(id);
chats.onMessage = (message, chat) => {
  if (chat.chat_id === conversation.openId && message.sender_id !== session.userId) {
    $('announcer').textContent = `${people.name(message.sender_id)}: ${textOf(message, people)}`;
  }
};
people.onChange = draw;
conversation.onFailure = complain;

$('logout').addEventListener('click', () => {
  outbox.clear();
  session.logout();
});
$('back').addEventListener('click', () => {
  conversation.open(null);
  draw();
});
addEventListener('focus', draw);

const text = $('text');
text.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $('composer').requestSubmit();
});
$('composer').addEventListener('submit', event => {
  event.preventDefault();
  const said = text.value.trim();
  if (!said) return;
  text.value = '';
  outbox.add(conversation.openId, said);
  conversation.open(chats.get(conversation.openId));
});

offerNewChats(session, people, chat => open(chats.begin(chat)));
$('room').hidden = false;
link.start();
draw();
