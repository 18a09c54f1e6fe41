package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.IdSource;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The reference client of the protocol: what a phone does, to the letter, and stricter. It stays
/// connected, keeps of each chat the log that it applied, resends what has no echo, and fails (in
/// the next call of the test, and in `close`) as soon as the gateway breaks a promise. It does not
/// renew its token, which lives longer than a test.
///
/// Safe for use by several threads; everything happens on one virtual thread of its own.
public final class TestDevice implements AutoCloseable {
    private final Account account;
    private final JsonHttp http;
    private final Monitor monitor = new Monitor();
    private final DeviceProtocol protocol;
    private final DeviceConnection connection;
    private final DeviceChats chats;
    private final Outbox outbox;
    private final IdSource ids = new IdSource(Clock.systemUTC(), new SecureRandom());

    private TestDevice(URI gateway, Account account, Supplier<Tap> taps) {
        this.account = account;
        http = new JsonHttp(gateway);
        protocol = new DeviceProtocol(gateway, account, monitor, taps);
        connection = protocol.connection();
        chats = protocol.chats();
        outbox = protocol.outbox();
    }

    /// A device that was never connected.
    ///
    /// @param gateway such as `http://127.0.0.1:8080`
    public static TestDevice of(URI gateway, Account account) {
        return of(gateway, account, () -> Tap.NONE);
    }

    /// A device whose frames are looked at.
    ///
    /// @param taps gives each connection of the device the one that sees its frames
    public static TestDevice of(URI gateway, Account account, Supplier<Tap> taps) {
        return new TestDevice(gateway, account, taps);
    }

    /// Goes online and stays it. Returns when the device is `synced`.
    public TestDevice connect() {
        int before = monitor.read(connection::attaches);
        connection.wish(true);
        await(Monitor.PATIENCE, () -> connection.attaches() > before, () -> "not synced");
        return this;
    }

    /// Goes online as soon as it can, and stays it; does not wait for that.
    public TestDevice begin() {
        connection.wish(true);
        return this;
    }

    /// Goes offline with a goodbye, and stays it.
    public void disconnect() {
        connection.wish(false);
        await(Monitor.PATIENCE, connection::isOffline, () -> "not closed");
    }

    /// Goes offline as soon as it can, with a goodbye; does not wait for that.
    public void end() {
        connection.wish(false);
    }

    /// Drops the connection without a word; the device comes back by itself.
    public void cut() {
        connection.cut();
    }

    /// Writes into a chat: into the outbox first, and to the socket when there is one.
    public ClientMsgId send(ChatId chat, String text) {
        ClientMsgId id = new ClientMsgId(ids.next());
        protocol.send(
                id,
                TestJson.tree(
                        Map.of(
                                "t",
                                "send",
                                "chat_id",
                                chat,
                                "client_msg_id",
                                id,
                                "body",
                                Map.of("type", "text", "text", text))));
        return id;
    }

    /// Gives a message another text; like all changes by way of the outbox, as a send.
    public ClientMsgId edit(ChatId chat, long seq, String text) {
        return change("edit", chat, seq, Map.of("body", Map.of("type", "text", "text", text)));
    }

    /// Deletes a message for everybody.
    public ClientMsgId delete(ChatId chat, long seq) {
        return change("delete", chat, seq, Map.of("scope", "all"));
    }

    /// Reacts to a message, or takes that back.
    public ClientMsgId react(ChatId chat, long seq, String emoji, boolean on) {
        return change("react", chat, seq, Map.of("emoji", emoji, "on", on));
    }

    /// Pins a message, or takes that back.
    public ClientMsgId pin(ChatId chat, long seq, boolean on) {
        return change("pin", chat, seq, Map.of("on", on));
    }

    private ClientMsgId change(String type, ChatId chat, long seq, Map<String, Object> more) {
        ClientMsgId id = new ClientMsgId(ids.next());
        Map<String, Object> frame = new HashMap<>(more);
        frame.putAll(Map.of("t", type, "chat_id", chat, "seq", seq, "client_msg_id", id));
        protocol.send(id, TestJson.tree(frame));
        return id;
    }

    /// Says that a chat was read up to a seq, if the device is connected; without an answer.
    public void read(ChatId chat, long seq) {
        protocol.read(chat, seq);
    }

    /// Waits until a message or a change is acknowledged.
    ///
    /// @return its echo: the event, or the message in a batch
    /// @throws AssertionError when it was refused, or nothing came in time
    public JsonNode awaitEcho(ClientMsgId id, Duration within) {
        return monitor.await(
                within,
                () -> {
                    outbox.refusal(id)
                            .ifPresent(code -> {
                                throw new AssertionError(id + " was rejected: " + code);
                            });
                    return outbox.echo(id);
                },
                () -> "no echo of " + id + stopped());
    }

    /// Waits until a message is refused for good.
    ///
    /// @return the error code
    public String awaitRefusal(ClientMsgId id, Duration within) {
        return monitor.await(
                within, () -> outbox.refusal(id), () -> "no refusal of " + id + stopped());
    }

    /// Waits until everything that was sent is acknowledged or refused.
    public void awaitEmptyOutbox(Duration within) {
        await(within, outbox::isEmpty, () -> "still in the outbox: " + outbox);
    }

    /// Waits until the device has applied a chat's log up to `seq`.
    public void awaitSeq(ChatId chat, long seq, Duration within) {
        await(within, () -> cursorNow(chat) >= seq, () -> "not at seq " + seq + " of " + chat);
    }

    /// Waits until the device is in a chat, or is not.
    public void awaitMembership(ChatId chat, boolean in, Duration within) {
        await(
                within,
                () -> chats.chats().contains(chat.toString()) == in,
                () -> "membership of " + chat + " is not " + in);
    }

    /// Waits until the gateway stopped the device.
    ///
    /// @return the close code
    public int awaitStop(Duration within) {
        return monitor.await(within, connection::stoppedBy, () -> "not stopped");
    }

    /// Waits until the device was `synced` that many times in its life.
    public void awaitAttaches(int count, Duration within) {
        await(
                within,
                () -> connection.attaches() >= count,
                () -> "attached less than " + count + " times");
    }

    /// How often the device was `synced` in its life.
    public int attaches() {
        return monitor.read(connection::attaches);
    }

    /// What the device applied of a chat, in order; of a chat that was left, up to the leaving.
    public List<Applied> log(ChatId chat) {
        return monitor.read(
                () -> chats.log(chat.toString()).map(ChatLog::applied).orElse(List.of()));
    }

    /// The messages of a chat in their present state, ascending, in the form of the history.
    public List<JsonNode> messages(ChatId chat) {
        return monitor.read(() ->
                chats.log(chat.toString()).map(log -> log.view().messages()).orElse(List.of()));
    }

    /// The last seq that was applied; 0 for a chat the device does not have.
    public long cursor(ChatId chat) {
        return monitor.read(() -> cursorNow(chat));
    }

    /// The chats the device is in.
    public Set<ChatId> chats() {
        return monitor.read(() ->
                chats.chats().stream().map(ChatId::parse).collect(Collectors.toUnmodifiableSet()));
    }

    /// Reads by REST the history that is older than what the device has of a chat, to its
    /// beginning.
    public void readHistory(ChatId chat) {
        long before = monitor.read(() -> cursorNow(chat)) + 1;
        List<JsonNode> page = page(chat, before);
        while (!page.isEmpty()) {
            List<JsonNode> messages = page;
            monitor.change(
                    () -> chats.log(chat.toString()).ifPresent(log -> log.history(messages)));
            long first = messages.getFirst().get("seq").asLong();
            if (first >= before) {
                throw new AssertionError("before_seq=" + before + " gave " + messages);
            }
            before = first;
            page = page(chat, before);
        }
    }

    /// Goes offline and ends.
    ///
    /// @throws AssertionError when the gateway ever broke a promise to this device
    @Override
    public void close() {
        protocol.end();
        monitor.rethrow();
    }

    private List<JsonNode> page(ChatId chat, long before) {
        String path = "/v1/chats/%s/messages?before_seq=%d&limit=100".formatted(chat, before);
        return http.get(path, account.accessToken()).get("messages").valueStream().toList();
    }

    private long cursorNow(ChatId chat) {
        return chats.log(chat.toString()).map(ChatLog::local).orElse(0L);
    }

    private void await(Duration within, BooleanSupplier condition, Supplier<String> otherwise) {
        monitor.await(
                within,
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(),
                () -> otherwise.get() + stopped());
    }

    private String stopped() {
        return connection.stoppedBy().map(code -> "; stopped by " + code).orElse("");
    }
}
