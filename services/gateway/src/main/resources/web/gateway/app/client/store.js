import { changed } from './changes.js';

const VERSION = 1;

/** What a device keeps of one user: IndexedDB, or nothing where the browser has none. */
export async function openStore(userId) {
  try {
    const db = await opened(`messenger.${userId}`);
    return new Store(db);
  } catch {
    return new Nothing();
  }
}

function opened(name) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, VERSION);
    opening.onupgradeneeded = () => {
      const db = opening.result;
      db.createObjectStore('meta');
      db.createObjectStore('chats', { keyPath: 'chat_id' });
      db.createObjectStore('messages', { keyPath: ['chat_id', 'seq'] });
      db.createObjectStore('outbox', { keyPath: 'client_msg_id' });
      db.createObjectStore('users', { keyPath: 'user_id' });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('blocked'));
  });
}

const answer = request =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

class Store {
  #db;

  constructor(db) {
    this.#db = db;
    // A tab that deletes the database, because its user logged out, must not wait for this one.
    db.onversionchange = () => db.close();
  }

  /** All but the messages. */
  async all() {
    const work = this.#db.transaction(['meta', 'chats', 'outbox', 'users']);
    const [epoch, chats, outbox, users] = await Promise.all([
      answer(work.objectStore('meta').get('epoch')),
      answer(work.objectStore('chats').getAll()),
      answer(work.objectStore('outbox').getAll()),
      answer(work.objectStore('users').getAll()),
    ]);
    return { epoch, chats, outbox, users };
  }

  /** The last messages before a place, oldest first. */
  messages(chatId, from, before, limit) {
    return new Promise((resolve, reject) => {
      const found = [];
      if (before <= from) {
        resolve(found);
        return;
      }
      const range = IDBKeyRange.bound([chatId, from], [chatId, before], false, true);
      const walk = this.#db.transaction('messages').objectStore('messages').openCursor(range, 'prev');
      walk.onerror = () => reject(walk.error);
      walk.onsuccess = () => {
        const cursor = walk.result;
        if (!cursor || found.length === limit) {
          resolve(found.reverse());
          return;
        }
        found.push(cursor.value);
        cursor.continue();
      };
    });
  }

  /**
   * Keeps in one transaction what changed. A tab that is behind another one takes nothing back.
   *
   * @param work {epoch, users, dropped: [chat_id], chats: [{row, messages, changes, removed}]}
   */
  save({ epoch, users, dropped, chats }) {
    const work = this.#db.transaction(['meta', 'chats', 'messages', 'users'], 'readwrite');
    work.objectStore('meta').put(epoch, 'epoch');
    users.forEach(user => work.objectStore('users').put(user));
    dropped.forEach(chatId => this.#drop(work, chatId));
    chats.forEach(chat => this.#saveChat(work, chat));
    return new Promise((resolve, reject) => {
      work.oncomplete = () => resolve();
      work.onabort = () => reject(work.error);
    });
  }

  #drop(work, chatId) {
    work.objectStore('chats').delete(chatId);
    work.objectStore('messages').delete(IDBKeyRange.bound([chatId, 0], [chatId, Infinity]));
  }

  #saveChat(work, { row, messages, changes, removed }) {
    const { chat_id } = row;
    const chats = work.objectStore('chats');
    const kept = work.objectStore('messages');
    chats.get(chat_id).onsuccess = ({ target }) => {
      if (!target.result || target.result.cursor <= row.cursor) chats.put(row);
    };
    removed.forEach(([from, to]) => kept.delete(IDBKeyRange.bound([chat_id, from], [chat_id, to])));
    for (const message of messages) {
      kept.get([chat_id, message.seq]).onsuccess = ({ target }) => {
        if (!target.result || target.result.change_seq <= message.change_seq) kept.put(message);
      };
    }
    for (const event of changes) {
      kept.get([chat_id, event.target]).onsuccess = ({ target }) => {
        if (target.result) kept.put(changed(target.result, event));
      };
    }
  }

  /** Resolves when it is kept, whatever becomes of the page. */
  putOutbox(entry) {
    return this.#outbox(store => store.put(entry));
  }

  deleteOutbox(clientMsgId) {
    return this.#outbox(store => store.delete(clientMsgId));
  }

  #outbox(change) {
    const work = this.#db.transaction('outbox', 'readwrite');
    change(work.objectStore('outbox'));
    work.commit?.();
    return new Promise(resolve => {
      work.oncomplete = work.onabort = () => resolve();
    });
  }

  /** Forgets everything. */
  destroy() {
    const { name } = this.#db;
    this.#db.close();
    return new Promise(resolve => {
      const gone = indexedDB.deleteDatabase(name);
      gone.onsuccess = gone.onerror = gone.onblocked = () => resolve();
    });
  }
}

/** Keeps nothing: a reload begins with what the server has. */
class Nothing {
  all = async () => ({ chats: [], outbox: [], users: [] });
  messages = async () => [];
  save = async () => {};
  putOutbox = async () => {};
  deleteOutbox = async () => {};
  destroy = async () => {};
}
