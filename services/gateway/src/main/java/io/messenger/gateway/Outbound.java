package io.messenger.gateway;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Body;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.OutboundFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The frames that the gateway itself makes.
final class Outbound {
    /// Clients send `ping` this often.
    static final int HEARTBEAT_MS = 25_000;

    /// How long a socket may take to authenticate.
    static final Duration AUTH_TIMEOUT = Duration.ofSeconds(5);

    static final OutboundFrame SYNCED = OutboundFrame.log(Json.bytes(Map.of("t", "synced")));
    static final OutboundFrame RESYNC = OutboundFrame.log(Json.bytes(Map.of("t", "resync")));

    private Outbound() {}

    static OutboundFrame resync(ChatId chat) {
        Map<String, Object> resync = frame("resync");
        resync.put("chat_id", chat);
        return log(resync);
    }

    static OutboundFrame hello(ConnId conn, int frameBytes, int sendsPerSecond) {
        Map<String, Object> hello = frame("hello");
        hello.put("protocol", "messenger.v1");
        hello.put("conn_id", conn);
        hello.put("heartbeat_ms", HEARTBEAT_MS);
        hello.put("auth_timeout_ms", AUTH_TIMEOUT.toMillis());
        hello.put(
                "limits",
                Map.of(
                        "frame_bytes", frameBytes,
                        "text_chars", Body.MAX_CHARS,
                        "sends_per_s", sendsPerSecond));
        return log(hello);
    }

    static OutboundFrame presence(UserId user, PresenceState state) {
        Map<String, Object> presence = frame("presence");
        presence.put("user_id", user);
        presence.put("online", state.online());
        put(presence, "last_seen", state.lastSeen());
        return OutboundFrame.state(Json.bytes(presence), new PresenceKey(user));
    }

    /// What a later presence replaces.
    private record PresenceKey(UserId user) {}

    static OutboundFrame typing(ChatId chat, Typing typing) {
        Map<String, Object> frame = frame("typing");
        frame.put("chat_id", chat);
        frame.put("user_id", typing.user());
        frame.put("on", typing.on());
        return OutboundFrame.ephemeral(Json.bytes(frame));
    }

    static OutboundFrame pong(Instant now, @Nullable String id) {
        Map<String, Object> pong = frame("pong");
        put(pong, "id", id);
        pong.put("now", now);
        return log(pong);
    }

    static OutboundFrame reply(String id) {
        Map<String, Object> reply = frame("reply");
        reply.put("id", id);
        return log(reply);
    }

    static OutboundFrame error(@Nullable String id, ApiException refusal) {
        Map<String, Object> error = frame("error");
        put(error, "id", id);
        error.put("code", refusal.code().wire());
        error.put("message", refusal.detail());
        put(error, "field", refusal.field());
        Duration after = refusal.retryAfter();
        put(error, "retry_after_ms", after == null ? null : after.toMillis());
        return log(error);
    }

    static OutboundFrame expiring(Duration in) {
        Map<String, Object> expiring = frame("auth.expiring");
        expiring.put("expires_in_ms", in.toMillis());
        return log(expiring);
    }

    /// Asks a device to open a new socket, and to close this one when the new one is `synced`.
    static OutboundFrame reconnect(Duration after, Duration deadline, String reason) {
        Map<String, Object> reconnect = frame("reconnect");
        reconnect.put("after_ms", after.toMillis());
        reconnect.put("deadline_ms", deadline.toMillis());
        reconnect.put("reason", reason);
        return log(reconnect);
    }

    private static Map<String, Object> frame(String type) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("t", type);
        return frame;
    }

    private static void put(Map<String, Object> frame, String name, @Nullable Object value) {
        if (value != null) {
            frame.put(name, value);
        }
    }

    private static OutboundFrame log(Map<String, Object> frame) {
        return OutboundFrame.log(Json.bytes(frame));
    }
}
