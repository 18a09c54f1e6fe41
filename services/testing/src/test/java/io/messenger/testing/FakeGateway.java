package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A gateway whose every frame the test writes, right or wrong. JSON is given with single quotes.
final class FakeGateway implements AutoCloseable {
    static final String USER = "0198c0de-0000-7000-8000-00000000000a";
    static final String OTHER = "0198c0de-0000-7000-8000-00000000000b";
    static final String DEVICE = "0198c0de-0000-7000-8000-0000000000e1";
    static final String CHAT = "0198c0de-0000-7000-8000-0000000000c1";

    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .addRouting(WsRouting.builder().endpoint("/v1/ws", this::peer))
                    .addRouting(
                            HttpRouting.builder()
                                    .any((req, res) ->
                                            res.send(
                                                    pages.getOrDefault(
                                                            req.query().get("before_seq"),
                                                            "{\"messages\":[],\"head_seq\":9}"))))
                    .build()
                    .start();

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// What `GET …/messages?before_seq=` answers.
    void page(long before, String json) {
        pages.put(Long.toString(before), json.replace('\'', '"'));
    }

    /// The next connection that a device opens.
    Peer accept() {
        return taken(peers, "a connection");
    }

    @Override
    public void close() {
        server.stop();
    }

    private Peer peer() {
        Peer peer = new Peer();
        peers.add(peer);
        return peer;
    }

    private static <T> T taken(BlockingQueue<T> queue, String what) {
        try {
            T found = queue.poll(10, TimeUnit.SECONDS);
            if (found == null) {
                throw new AssertionError("the device did not send " + what);
            }
            return found;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The server's side of one connection.
    static final class Peer implements WsListener {
        private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
        private final BlockingQueue<WsSession> session = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void onOpen(WsSession opened) {
            session.add(opened);
        }

        @Override
        public void onMessage(WsSession from, String text, boolean last) {
            received.add(TestJson.read(text));
        }

        @Override
        public void onClose(WsSession from, int status, String reason) {
            closed.countDown();
        }

        /// The next frame of the device, which must be of that type; pings are passed over.
        JsonNode expect(String t) {
            JsonNode frame = taken(received, t);
            while (frame.get("t").asText().equals("ping")) {
                frame = taken(received, t);
            }
            if (!frame.get("t").asText().equals(t)) {
                throw new AssertionError("expected " + t + " but got " + frame);
            }
            return frame;
        }

        void send(String json) {
            WsSession to = taken(session, "anything");
            session.add(to);
            to.send(json.replace('\'', '"'), true);
        }

        void close(int code) {
            taken(session, "anything").close(code, "");
        }

        boolean closedByDevice() {
            try {
                return closed.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /// `hello`, `auth`, and a `ready` with the chat at that head; 0: in no chat.
        JsonNode attach(long head) {
            hello();
            JsonNode auth = expect("auth");
            ready(head, "1", "");
            return auth;
        }

        void hello() {
            send(
                    """
                    {'t':'hello','protocol':'messenger.v1','conn_id':'%s','heartbeat_ms':25000,'auth_timeout_ms':5000,
                    'limits':{'frame_bytes':65536,'text_chars':4096,'sends_per_s':20}}\
                    """
                            .formatted(DEVICE));
        }

        void ready(long head, String epoch, String left) {
            String chat =
                    """
                    {'chat_id':'%s','type':'group','role':'member','head_seq':%d,'read_seq':0,'received_seq':0,
                    'unread':0,'mentions':0}\
                    """
                            .formatted(CHAT, head);
            send(
                    "{'t':'ready','user_id':'%s','device_id':'%s','epoch':'%s','chats':[%s],'left':[%s]}"
                            .formatted(USER, DEVICE, epoch, head == 0 ? "" : chat, left));
        }

        void synced() {
            send("{'t':'synced'}");
        }

        void event(String type, long seq, String sender, String fields) {
            send(
                    "{'t':'%s','chat_id':'%s','seq':%d,'sender_id':'%s','client_msg_id':'%s',%s'sent_at':'%s'}"
                            .formatted(type, CHAT, seq, sender, id(seq), fields, TIME));
        }

        void message(long seq, String text) {
            event("message.new", seq, OTHER, "'body':{'type':'text','text':'%s'},".formatted(text));
        }

        /// The echo of a device's send.
        void echo(JsonNode send, long seq) {
            send(
                    "{'t':'message.new','chat_id':'%s','seq':%d,'sender_id':'%s','client_msg_id':%s,'body':%s,'sent_at':'%s'}"
                            .formatted(
                                    CHAT,
                                    seq,
                                    USER,
                                    send.get("client_msg_id"),
                                    send.get("body"),
                                    TIME));
        }

        void batch(long from, long to, String more, String... changes) {
            send(
                    "{'t':'batch','chat_id':'%s','from':%d,'to':%d,'changes':[%s]%s}"
                            .formatted(CHAT, from, to, String.join(",", changes), more));
        }
    }

    static final String TIME = "2026-11-22T12:00:00.123Z";

    /// The key of the event at a seq.
    static String id(long seq) {
        return "0198c0de-0000-7000-8000-%012d".formatted(seq);
    }

    /// A message of the other user as the history has it.
    static String stored(long seq, long changeSeq, String text) {
        return """
        {'chat_id':'%s','seq':%d,'change_seq':%d,'kind':'message','sender_id':'%s','client_msg_id':'%s',\
        'body':{'type':'text','text':'%s'},'sent_at':'%s'}\
        """
                .formatted(CHAT, seq, changeSeq, OTHER, id(seq), text, TIME);
    }
}
