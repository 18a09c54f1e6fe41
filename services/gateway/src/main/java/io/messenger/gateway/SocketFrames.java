package io.messenger.gateway;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import io.messenger.gateway.socket.Connection;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.gateway.socket.SocketHandler;
import java.time.Clock;
import java.util.Optional;

/// What the gateway does with the frames of its sockets.
record SocketFrames(
        Attaching attaching,
        LocalSessions sessions,
        LaneLease lane,
        Sending sending,
        Syncing syncing,
        Watching watching,
        ReceivedPointers received,
        FrameLimits limits,
        Clock clock)
        implements SocketHandler {

    private static final int FRAME_BYTES = 65_536;

    @Override
    public void opened(Connection connection) {
        connection.deadline(Outbound.AUTH_TIMEOUT, CloseCode.AUTH_TIMEOUT);
        int sends = limits.rates().sendsPerSecond();
        connection.send(Outbound.hello(connection.id(), FRAME_BYTES, sends));
    }

    @Override
    public void text(Connection connection, byte[] utf8) throws InterruptedException {
        Optional<ClientFrame> parsed = ClientFrame.parse(utf8);
        if (parsed.isEmpty()) {
            connection.close(CloseCode.BAD_FRAME, "not a JSON object with a string t");
            return;
        }
        ClientFrame frame = parsed.get();
        try {
            if (connection.attachment() instanceof Session session) {
                limits.check(session, frame);
                handle(session, frame);
            } else if (frame.type().equals("auth")) {
                limits.check(connection);
                attaching.attach(connection, frame.fields());
            } else {
                connection.close(CloseCode.BAD_FRAME, "the first frame must be auth");
            }
        } catch (ApiException refusal) {
            connection.send(refusal(frame, refusal));
        }
    }

    private void handle(Session session, ClientFrame frame) throws InterruptedException {
        Connection connection = session.connection();
        switch (frame.type()) {
            case "auth" -> {
                attaching.renew(session, frame.fields());
                reply(connection, frame);
            }
            case "send" -> command(session, () -> sending.send(session, frame.fields()));
            case "edit", "delete", "react", "pin" ->
                    command(session, () -> sending.change(session, frame));
            case "read" -> {
                sending.read(session, frame.fields());
                reply(connection, frame);
            }
            case "received" -> {
                received.received(session, Sending.cursors(frame.fields()));
                reply(connection, frame);
            }
            case "watch" -> {
                watching.watch(session, frame.fields());
                reply(connection, frame);
            }
            case "typing" -> {
                watching.typing(session, frame.fields());
                reply(connection, frame);
            }
            case "sync" -> syncing.sync(session, frame);
            case "ping" -> connection.send(Outbound.pong(clock.instant(), frame.id()));
            case String other ->
                    throw new ApiException(
                            ErrorCode.UNSUPPORTED, "There is no frame of type " + other + ".");
        }
    }

    /// Commands that the log will answer wait here while too many have no answer.
    private void command(Session session, Runnable append) throws InterruptedException {
        limits.awaitPlace(session);
        try {
            append.run();
        } catch (ApiException refused) {
            limits.withdraw(session);
            throw refused;
        }
    }

    private static void reply(Connection connection, ClientFrame frame) {
        if (frame.id() != null) {
            connection.send(Outbound.reply(frame.id()));
        }
    }

    /// A refused frame with a `client_msg_id` is `rejected`; the others get an `error`.
    private static OutboundFrame refusal(ClientFrame frame, ApiException refusal) {
        if (frame.fields().node().path("client_msg_id").isTextual()) {
            return OutboundFrame.log(Json.bytes(Rejected.of(frame, refusal)));
        }
        return Outbound.error(frame.id(), refusal);
    }

    @Override
    public void closed(Connection connection, int code) {
        if (connection.attachment() instanceof Session session) {
            sessions.remove(session);
            lane.unregister(session);
            watching.left(session);
            received.left(session);
        }
    }
}
