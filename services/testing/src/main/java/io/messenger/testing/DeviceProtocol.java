package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// How a device answers the frames of the gateway. Changed by the loop alone, under the monitor.
final class DeviceProtocol {
    private static final Duration RESEND = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 200;
    private static final Set<String> PASSING = Set.of("rate_limited", "unavailable", "internal");

    private final Account account;
    private final Monitor monitor;
    private final Loop loop;
    private final Outbox outbox;
    private final DeviceChats chats;
    private final DeviceConnection connection;
    private boolean resendPlanned;

    DeviceProtocol(URI gateway, Account account, Monitor monitor, Supplier<Tap> taps) {
        this.account = account;
        this.monitor = monitor;
        loop = new Loop("device of " + account.username(), monitor);
        outbox = new Outbox(account.userId().toString());
        chats = new DeviceChats(account.userId().toString(), outbox::stored);
        connection = new DeviceConnection(gateway, loop, monitor, this::frame, taps);
        loop.after(LOOK, this::resendOverdue);
    }

    DeviceChats chats() {
        return chats;
    }

    Outbox outbox() {
        return outbox;
    }

    DeviceConnection connection() {
        return connection;
    }

    /// Puts a send into the outbox before it returns, so that who waits for an empty outbox waits
    /// for this one too; and on the wire when there is one.
    void send(ClientMsgId id, JsonNode frame) {
        monitor.change(() -> outbox.add(id, frame));
        loop.run(() ->
                monitor.change(
                        () -> connection.live().ifPresent(live -> outbox.sendNew(live::send))));
    }

    /// Says that a chat was read up to a seq, if the device is connected.
    void read(ChatId chat, long seq) {
        JsonNode frame = TestJson.tree(Map.of("t", "read", "chat_id", chat, "seq", seq));
        loop.run(() -> monitor.change(() -> connection.live().ifPresent(live -> live.send(frame))));
    }

    /// Goes offline and ends.
    void end() {
        connection.wish(false);
        loop.run(loop::close);
    }

    private void frame(Attachment from, JsonNode frame) {
        from.sign(frame);
        switch (frame.get("t").asText()) {
            case "hello" -> {
                from.authenticate(frame, account, chats.cursors(), chats.epoch());
                connection.beat(from);
            }
            case "ready" -> {
                from.ready(frame);
                chats.ready(frame);
            }
            case "batch" -> chats.batch(frame, from::send);
            case "synced" -> {
                from.synced(frame);
                chats.synced(frame);
                connection.synced(from);
                outbox.resend(from::send);
            }
            case "rejected" -> {
                if (outbox.refused(frame)) {
                    planResend(
                            Duration.ofMillis(
                                    frame.path("retry_after_ms").asLong(LOOK.toMillis())));
                }
            }
            case "reply" -> outbox.idle(frame.get("id").asText());
            case "hidden" -> chats.hidden(frame);
            case "resync" -> ask(frame, PAUSE_MILLIS);
            case "reconnect" -> connection.move(frame);
            case "error" -> {
                if (from.isLive() || !connection.refused(frame)) {
                    failed(frame);
                }
            }
            default -> {
                if (frame.has("seq")) {
                    chats.event(frame, from::send);
                }
            }
        }
    }

    /// The only request of a device that is answered by `error` is `sync`.
    private void failed(JsonNode error) {
        if (!PASSING.contains(error.get("code").asText()) || !error.has("id")) {
            throw new AssertionError("the gateway refused a frame of the device: " + error);
        }
        ask(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("chat_id", chats.refused(error.get("id").asText())),
                error.path("retry_after_ms").asLong(LOOK.toMillis()));
    }

    private void ask(JsonNode resync, long afterMillis) {
        loop.after(
                Duration.ofMillis(afterMillis),
                () ->
                        monitor.change(() ->
                                connection
                                        .live()
                                        .ifPresent(live -> chats.resync(resync, live::send))));
    }

    private void planResend(Duration after) {
        if (!resendPlanned) {
            resendPlanned = true;
            loop.after(
                    after,
                    () ->
                            monitor.change(() -> {
                                resendPlanned = false;
                                connection.live().ifPresent(live -> outbox.resend(live::send));
                            }));
        }
    }

    private void resendOverdue() {
        monitor.change(() -> {
            if (outbox.isOverdue(RESEND)) {
                planResend(Duration.ZERO);
            }
        });
        loop.after(LOOK, this::resendOverdue);
    }
}
