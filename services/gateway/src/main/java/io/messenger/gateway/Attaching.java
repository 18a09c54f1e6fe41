package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.gateway.socket.Connection;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.platform.Principal;
import io.messenger.platform.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a socket a session: token, index, registry, difference, live. In this order no event falls
/// between: one committed before the difference is read is in it, one committed later is routed to
/// a session that is registered already and waits in its buffer.
record Attaching(
        Tokens tokens,
        Admission admission,
        Resumes resumes,
        LocalSessions sessions,
        LaneLease lane,
        Watching watching,
        Clock clock) {

    private static final int MAX_CURSORS = 2000;

    /// Handles the first frame of a socket.
    ///
    /// @throws ApiException for fields that do not fit; the socket stays and may try again
    void attach(Connection connection, Fields frame) throws InterruptedException {
        Map<String, Object> request = request(frame);
        try {
            admission.enter();
        } catch (ApiException e) {
            connection.send(Outbound.error(null, e));
            connection.close(CloseCode.UPSTREAM_UNAVAILABLE, e.code().wire());
            return;
        }
        try {
            attach(connection, frame, request);
        } finally {
            admission.leave();
        }
    }

    private void attach(Connection connection, Fields frame, Map<String, Object> request)
            throws InterruptedException {
        Principal principal = check(connection, frame);
        if (principal == null) {
            return;
        }
        expire(connection, principal);
        Session session = new Session(connection, principal, frame.text("token"), clock.instant());
        connection.attach(session);
        sessions.add(session);
        lane.register(session);
        try {
            MessageClient.Difference difference = resumes.of(session, request);
            difference
                    .frames()
                    .forEach(bytes -> connection.sendUnbounded(OutboundFrame.log(bytes)));
            session.live(difference.heads(), sessions.rooms(), Outbound.SYNCED);
            sessions.rooms().attached(session);
            watching.arrived(session);
        } catch (ApiException e) {
            connection.close(CloseCode.UPSTREAM_UNAVAILABLE, e.code().wire());
        }
    }

    /// Handles a later `auth`: only the token changes.
    void renew(Session session, Fields frame) {
        Connection connection = session.connection();
        Principal principal = check(connection, frame);
        if (principal == null) {
            return;
        }
        if (!principal.userId().equals(session.userId())
                || !principal.deviceId().equals(session.deviceId())) {
            connection.close(CloseCode.BAD_TOKEN, "another user or device");
            return;
        }
        session.renew(principal, frame.text("token"));
        sessions.closeIfRevoked(session);
        expire(connection, principal);
    }

    private @Nullable Principal check(Connection connection, Fields frame) {
        String token = frame.text("token");
        String device = frame.text("device_id");
        try {
            Principal principal = tokens.verify(token);
            if (principal.deviceId().toString().equalsIgnoreCase(device)) {
                return principal;
            }
            connection.close(CloseCode.BAD_TOKEN, "the token is for another device");
        } catch (ApiException e) {
            connection.close(TokenRefusal.closeCode(e.code()), e.code().wire());
        }
        return null;
    }

    private void expire(Connection connection, Principal principal) {
        Duration left = Duration.between(clock.instant(), principal.expiresAt());
        connection.deadline(left, CloseCode.TOKEN_EXPIRED);
    }

    private static Map<String, Object> request(Fields frame) {
        Map<String, Object> request = new LinkedHashMap<>();
        if (frame.has("cursors")) {
            JsonNode cursors = frame.object("cursors").node();
            if (cursors.size() > MAX_CURSORS) {
                throw ApiException.field(
                        ErrorCode.TOO_LARGE,
                        "cursors",
                        "At most " + MAX_CURSORS + " cursors; more go by POST /v1/sync.");
            }
            request.put("cursors", cursors);
        }
        if (frame.has("epoch")) {
            request.put("epoch", frame.text("epoch"));
        }
        return request;
    }
}
