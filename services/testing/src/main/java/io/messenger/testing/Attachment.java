package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One connection of a device and how far its attach is: `hello`, `auth`, `ready`, `batch`…,
/// `synced`. Guarded by the device.
final class Attachment {
    /// Takes what comes, in order.
    interface Owner {
        void frame(Attachment from, JsonNode frame);

        void closed(Attachment from, int code);

        void broken(AssertionError failure);
    }

    private enum Stage {
        OPEN,
        AUTHENTICATING,
        CATCHING_UP,
        LIVE,
        OVER
    }

    private final Tap tap;
    private final SocketLink link;
    private Stage stage = Stage.OPEN;
    private long heartbeatMillis;
    private long lastFrame = System.nanoTime();

    Attachment(URI gateway, Owner owner, Tap tap) {
        this.tap = tap;
        link = new SocketLink(SocketLink.at(gateway), new ToOwner(owner));
    }

    /// Answers `hello` with `auth`.
    void authenticate(
            JsonNode hello, Account account, Map<String, Long> cursors, Optional<String> epoch) {
        advance(Stage.OPEN, Stage.AUTHENTICATING, hello);
        heartbeatMillis = hello.get("heartbeat_ms").asLong();
        Map<String, Object> auth = new HashMap<>();
        auth.put("t", "auth");
        auth.put("token", account.accessToken());
        auth.put("device_id", account.deviceId());
        auth.put("cursors", cursors);
        epoch.ifPresent(now -> auth.put("epoch", now));
        send(TestJson.tree(auth));
    }

    void ready(JsonNode ready) {
        advance(Stage.AUTHENTICATING, Stage.CATCHING_UP, ready);
    }

    void synced(JsonNode synced) {
        advance(Stage.CATCHING_UP, Stage.LIVE, synced);
    }

    /// Notes a sign of life.
    ///
    /// @throws AssertionError when events or batches come before `ready`
    void sign(JsonNode frame) {
        lastFrame = System.nanoTime();
        boolean early = stage == Stage.OPEN || stage == Stage.AUTHENTICATING;
        if (early && frame.has("chat_id")) {
            throw new AssertionError("before ready: " + frame);
        }
    }

    boolean isLive() {
        return stage == Stage.LIVE;
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    void over() {
        stage = Stage.OVER;
    }

    long heartbeatMillis() {
        return heartbeatMillis;
    }

    /// Sends `ping`, or drops a connection on which nothing came for more than two heartbeats.
    void ping() {
        if (System.nanoTime() - lastFrame > heartbeatMillis * 2_400_000) {
            link.abort();
        } else {
            send(TestJson.tree(Map.of("t", "ping")));
        }
    }

    void send(JsonNode frame) {
        tap.sent(frame);
        link.send(frame);
    }

    void close() {
        link.close();
    }

    void abort() {
        link.abort();
    }

    private void advance(Stage from, Stage to, JsonNode frame) {
        if (stage != from) {
            throw new AssertionError("in stage " + stage + " came " + frame);
        }
        stage = to;
    }

    private final class ToOwner implements SocketLink.Events {
        private final Owner owner;

        ToOwner(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void frame(JsonNode frame) {
            tap.received(frame);
            owner.frame(Attachment.this, frame);
        }

        @Override
        public void closed(int code) {
            tap.ended();
            owner.closed(Attachment.this, code);
        }

        @Override
        public void broken(AssertionError failure) {
            owner.broken(failure);
        }
    }
}
