// The cases of ClientCoreTest: the client without its views, against a socket that does as it is told.
async name => {
  const load = file => import(`/app/client/${file}.js`);
  const [{ Client }, { Session }, { Outbox }, { Link }, { ChatLog }, { openStore }] = await Promise.all(
    ['client', 'session', 'outbox', 'link', 'log', 'store'].map(load),
  );
  const CHAT = '0198c0de-0000-7000-8000-000000000001';
  const ME = '0198c0de-0000-7000-8000-00000000000a';
  const YOU = '0198c0de-0000-7000-8000-00000000000b';
  const AT = '2026-11-22T12:00:00.123Z';

  const equal = (actual, expected, what) => {
    const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
  };
  const until = async (what, condition) => {
    for (let tries = 0; !(await condition()); tries++) {
      if (tries > 500) throw new Error(`never: ${what}`);
      await new Promise(done => setTimeout(done, 10));
    }
  };
  const said = (seq, text, more = {}) => ({
    chat_id: CHAT, seq, change_seq: seq, kind: 'message', sender_id: YOU, client_msg_id: `you-${seq}`,
    body: { type: 'text', text }, sent_at: AT, ...more,
  });
  const event = (seq, text, more = {}) => ({
    t: 'message.new', chat_id: CHAT, seq, sender_id: YOU, client_msg_id: `you-${seq}`,
    body: { type: 'text', text }, sent_at: AT, ...more,
  });

  class FakeSocket {
    readyState = 1;
    sent = [];
    constructor() {
      FakeSocket.all.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close(code = 1000) {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.onclose({ code });
    }
    says(frame) {
      this.onmessage({ data: JSON.stringify(frame) });
    }
    attaches(chats = []) {
      this.says({ t: 'hello', heartbeat_ms: 25000 });
      this.says({ t: 'ready', user_id: ME, device_id: 'd', epoch: 'e', chats, left: [] });
      this.says({ t: 'synced' });
    }
    of(type) {
      return this.sent.filter(frame => frame.t === type);
    }
  }
  FakeSocket.all = [];

  const session = (rest = async () => ({ items: [] })) => ({
    userId: ME, deviceId: 'd', ended: null, renewed: 0,
    token: async () => 'token',
    renew: async function () {
      this.renewed++;
      return 'token';
    },
    end(why) {
      this.ended = why;
    },
    rest,
  });
  const state = (head, more = {}) => ({
    chat_id: CHAT, type: 'direct', peer_id: YOU, role: 'member', head_seq: head, read_seq: head, received_seq: head,
    unread: 0, mentions: 0, ...more,
  });
  const device = async rest => {
    const client = await Client.of(session(rest), () => new FakeSocket());
    client.start();
    await until('a socket', () => FakeSocket.all.length > 0);
    return client;
  };
  const texts = client => client.chats.get(CHAT).log.view().messages.map(message => message.body.text);

  const cases = {
    async whatWaitsSurvivesAReloadInOrderAndWithItsKeys() {
      const store = await openStore(ME);
      const before = new Outbox(store, [], () => false);
      const keys = [];
      for (const text of ['one', 'two', 'three']) {
        keys.push(await before.add({ t: 'send', chat_id: CHAT, body: { type: 'text', text } }));
      }
      before.stop();
      const sent = [];
      const after = new Outbox(store, (await store.all()).outbox, frame => sent.push(frame));
      after.flush();
      equal(sent.map(frame => frame.client_msg_id), keys, 'sent after the reload');
      keys.forEach(key => after.done(key));
      after.stop();
      await until('all are forgotten', async () => (await store.all()).outbox.length === 0);
    },

    async aPassingRefusalIsTriedAgainWithAllBehindItInOrder() {
      const sent = [];
      const outbox = new Outbox(await openStore(ME), [], frame => sent.push(frame.client_msg_id));
      const one = await outbox.add({ t: 'send', chat_id: CHAT, body: {} });
      const two = await outbox.add({ t: 'send', chat_id: CHAT, body: {} });
      outbox.rejected({ client_msg_id: one, code: 'rate_limited', retry_after_ms: 60 });
      outbox.rejected({ client_msg_id: two, code: 'rate_limited' });
      await until('both are sent again', () => sent.length === 4);
      equal(sent, [one, two, one, two], 'the order');
      outbox.rejected({ client_msg_id: one, code: 'forbidden', message: 'no' });
      equal(outbox.messages(CHAT).map(entry => entry.error?.code ?? ''), ['forbidden', ''], 'a refusal for good is shown');
      outbox.stop();
    },

    async whatIsMissingIsAskedForAndNothingIsAppliedTwice() {
      const client = await device();
      const [socket] = FakeSocket.all;
      socket.attaches([state(1, { last_message: said(1, 'first') })]);
      socket.says(event(2, 'second'));
      socket.says(event(2, 'second'));
      socket.says(event(4, 'fourth'));
      equal(socket.of('sync').map(frame => frame.since), [2], 'asked from');
      socket.says({ t: 'batch', id: CHAT, chat_id: CHAT, from: 2, to: 4, changes: [said(3, 'third'), said(4, 'fourth')] });
      socket.says(event(4, 'fourth'));
      equal(texts(client), ['first', 'second', 'third', 'fourth'], 'the chat');
      equal(client.chats.get(CHAT).unread, 3, 'unread');
      await client.stop(true);
    },

    async theNewSocketComesBeforeTheOldOneGoes() {
      const client = await device();
      const [old] = FakeSocket.all;
      old.attaches();
      old.says({ t: 'reconnect', after_ms: 1, deadline_ms: 5000, reason: 'drain' });
      await until('a second socket', () => FakeSocket.all.length === 2);
      const next = FakeSocket.all[1];
      next.says({ t: 'hello', heartbeat_ms: 25000 });
      equal([old.readyState, client.state], [1, 'online'], 'the old one delivers');
      next.says({ t: 'ready', user_id: ME, device_id: 'd', epoch: 'e', chats: [], left: [] });
      next.says({ t: 'synced' });
      equal([old.readyState, next.readyState, client.state], [3, 1, 'online'], 'the new one delivers');
      await client.stop(true);
    },

    async codesSayWhetherToComeBack() {
      const who = session();
      const link = new Link(who, () => new FakeSocket());
      link.start();
      await until('a socket', () => FakeSocket.all.length === 1);
      FakeSocket.all[0].attaches();
      FakeSocket.all[0].close(4003);
      equal([link.state, who.renewed], ['waiting', 1], 'after an expired token');
      await until('another socket', () => FakeSocket.all.length === 2);
      FakeSocket.all[1].attaches();
      equal(link.state, 'online', 'again');
      FakeSocket.all[1].close(4502);
      equal([link.state, who.ended], ['stopped', 'ended'], 'after the session ended');
    },

    async whatWasReadIsThereWithoutTheServer() {
      const first = await device();
      FakeSocket.all[0].attaches([state(1, { last_message: said(1, 'first') })]);
      for (let seq = 2; seq <= 80; seq++) FakeSocket.all[0].says(event(seq, `No. ${seq}`));
      FakeSocket.all[0].says({
        t: 'message.edited', chat_id: CHAT, seq: 81, target: 2, sender_id: YOU, client_msg_id: 'e',
        body: { type: 'text', text: 'No. two' }, edited_at: AT, sent_at: AT,
      });
      await first.flush();
      await first.stop(false);
      const asked = [];
      const second = await device(async (method, path) => {
        asked.push(path);
        throw new Error('no network');
      });
      equal(second.chats.position().cursors, { [CHAT]: 81 }, 'the cursors');
      const chat = second.chats.get(CHAT);
      await second.history.older(chat);
      await second.history.older(chat);
      equal(texts(second).length, 80, 'messages');
      equal(texts(second).slice(0, 2), ['first', 'No. two'], 'the first ones');
      equal(asked.filter(path => path.includes('/messages')), [], 'asked of the server');
      await second.stop(true);
    },

    async aPageNeverTakesAChangeBack() {
      const log = new ChatLog(10, said(10, 'ten'));
      await log.reading(async () => {
        const page = [said(8, 'eight'), said(9, 'nine')];
        log.event({ t: 'message.edited', chat_id: CHAT, seq: 11, target: 9, body: { text: 'NINE' }, edited_at: AT });
        log.event({ t: 'reaction', chat_id: CHAT, seq: 12, target: 8, sender_id: ME, emoji: '+', on: true });
        log.page(page, 8, 9);
      });
      const { messages, from, to } = log.view();
      equal(messages.map(message => message.body.text), ['eight', 'NINE', 'ten'], 'the texts');
      equal([messages[0].reactions, from, to], [{ '+': [ME] }, 8, 12], 'the rest');
    },

    async stretchesThatMeetBecomeOne() {
      const log = new ChatLog(100, said(100, 'end'));
      log.page([said(40, 'a'), said(41, 'b')], 40, 41);
      equal([log.view(40).to, log.view(40).last, log.covers(50)], [41, false, false], 'apart');
      log.page(Array.from({ length: 58 }, (_, index) => said(42 + index, 'x')), 42, 99);
      equal([log.view(40).from, log.view(40).to, log.view(40).last], [40, 100, true], 'together');
      equal(log.dirty.messages.size, 61, 'what is kept of them');
    },

    async anotherEpochBeginsAnew() {
      const first = await device();
      FakeSocket.all[0].attaches([state(3, { last_message: said(3, 'old') })]);
      await first.outbox.add({ t: 'send', chat_id: CHAT, body: { type: 'text', text: 'waits' } });
      FakeSocket.all[0].close(4000);
      await until('another socket', () => FakeSocket.all.length === 2);
      const next = FakeSocket.all[1];
      next.says({ t: 'hello', heartbeat_ms: 25000 });
      next.says({ t: 'ready', user_id: ME, device_id: 'd', epoch: 'f', left: [], chats: [state(2, { last_message: said(2, 'new') })] });
      next.says({ t: 'synced' });
      equal(texts(first), ['new'], 'the chat');
      equal(next.of('send').map(frame => frame.body.text), ['waits'], 'what waited is sent');
      await first.stop(true);
    },

    async whoIsFarBehindBeginsAtTheEnd() {
      const first = await device();
      FakeSocket.all[0].attaches([state(3, { last_message: said(3, 'old') })]);
      FakeSocket.all[0].close(4000);
      await until('another socket', () => FakeSocket.all.length === 2);
      const next = FakeSocket.all[1];
      next.says({ t: 'hello', heartbeat_ms: 25000 });
      const far = state(9000, { read_seq: 3, unread: 8997, last_message: said(9000, 'new') });
      next.says({ t: 'ready', user_id: ME, device_id: 'd', epoch: 'e', left: [], chats: [far] });
      next.says({ t: 'batch', chat_id: CHAT, from: 3, to: 3, changes: [], truncated: true });
      next.says({ t: 'synced' });
      next.says(event(9001, 'newer'));
      equal(texts(first), ['new', 'newer'], 'the chat');
      equal(first.chats.get(CHAT).unread, 8998, 'unread');
      await first.stop(true);
    },

    async twoDevicesTalkThroughTheRealMessenger() {
      const person = async username => {
        const password = `a horse of ${username}`;
        const memory = new Map();
        const keep = { getItem: key => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, value), removeItem: key => memory.delete(key) };
        await Session.register({ username, password });
        const who = await Session.login(keep, { username, password, name: 'core' });
        const client = await Client.of(who, () => new WebSocket(`${location.origin.replace('http', 'ws')}/v1/ws`, 'messenger.v1'));
        client.start();
        await until('online', () => client.state === 'online');
        return client;
      };
      const tag = Date.now().toString(36);
      const ann = await person(`core.ann.${tag}`);
      const ben = await person(`core.ben.${tag}`);
      const { chat_id } = ann.chats.begin(await ann.rest('POST', '/v1/chats', { type: 'direct', member_ids: [ben.me] }));
      for (let n = 1; n <= 20; n++) ann.send(chat_id, `No. ${n}`);
      const heard = () => ben.chats.get(chat_id)?.log.view().messages.filter(message => message.kind === 'message') ?? [];
      await until('all are there', () => heard().length === 20 && ann.outbox.all.length === 0);
      equal(heard().map(message => message.body.text), Array.from({ length: 20 }, (_, n) => `No. ${n + 1}`), 'the order');
      ben.react(chat_id, heard()[0].seq, '👍', true);
      await until('the reaction', () => ann.chats.get(chat_id).log.get(heard()[0].seq)?.reactions?.['👍']?.includes(ben.me));
      ben.read(ben.chats.get(chat_id), heard().at(-1).seq);
      await until('it is read', () => ann.chats.get(chat_id).fate(heard().at(-1).seq) === 'read');
      await ann.stop(true);
      await ben.stop(true);
    },
  };
  await cases[name]();
  return Object.keys(cases).length;
}
