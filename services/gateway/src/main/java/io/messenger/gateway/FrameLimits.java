package io.messenger.gateway;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.gateway.limits.Bucket;
import io.messenger.gateway.limits.SendOrder;
import io.messenger.gateway.limits.Window;
import io.messenger.gateway.socket.Connection;
import io.messenger.platform.Requests;
import java.time.Duration;
import java.util.function.LongConsumer;

/// Decides which frames of a socket go on: those within their rates, and no message before an
/// earlier one that was refused for now. Who is refused too often is closed.
///
/// @param answerTime told how many nanoseconds commands took that were alone on their socket, from
///   the socket to the log and back
record FrameLimits(RateLimits rates, LongConsumer answerTime) {
    /// Commands without an answer that one socket may have.
    private static final int WINDOW = 64;

    /// Passes a frame of an authenticated socket.
    ///
    /// @throws ApiException `rate_limited`, or the code of an earlier refusal that comes first
    void check(Session session, ClientFrame frame) {
        Connection connection = session.connection();
        long wait = rates.frame(session.userId(), connection.client());
        switch (frame.type()) {
            case "send" -> checkSend(session, frame.fields(), wait);
            case "edit", "delete", "react", "pin" ->
                    refuse(session, wait > 0 ? wait : sendWait(session));
            default -> refuse(session, wait);
        }
    }

    /// Passes a frame of a socket that has not authenticated.
    ///
    /// @throws ApiException `rate_limited` when its address says too much
    void check(Connection stranger) {
        long wait = rates.frame(stranger.client());
        if (wait > 0) {
            throw limited(wait);
        }
    }

    /// Waits until the socket has fewer unanswered commands than it may have. It reads nothing more
    /// meanwhile.
    void awaitPlace(Session session) throws InterruptedException {
        inbound(session).window().take();
    }

    /// Gives a place back whose command went nowhere.
    void withdraw(Session session) {
        inbound(session).window().withdraw();
    }

    private void checkSend(Session session, Fields frame, long frameWait) {
        if (frameWait > 0) {
            strike(session);
        }
        ChatId chat = Requests.id(frame, "chat_id", ChatId::parse);
        ClientMsgId id = Requests.id(frame, "client_msg_id", ClientMsgId::parse);
        SendOrder order = inbound(session).order();
        order.check(chat, id);
        long wait = frameWait > 0 ? frameWait : sendWait(session);
        if (wait == 0) {
            order.release(chat);
            return;
        }
        if (frameWait == 0) {
            strike(session);
        }
        if (!order.hold(chat, id, ErrorCode.RATE_LIMITED)) {
            close(session);
        }
        throw limited(wait);
    }

    private long sendWait(Session session) {
        return rates.send(session.userId(), session.connection().client());
    }

    private void refuse(Session session, long wait) {
        if (wait > 0) {
            strike(session);
            throw limited(wait);
        }
    }

    private void strike(Session session) {
        if (inbound(session).refusals().take(rates.refusals(), rates.nanos().getAsLong()) > 0) {
            close(session);
        }
    }

    private static void close(Session session) {
        session.connection().close(CloseCode.RATE_LIMITED, "rate limited");
    }

    private Inbound inbound(Session session) {
        return session.inbound(() ->
                new Inbound(
                        new Window(WINDOW, rates.nanos(), answerTime),
                        new SendOrder(),
                        new Bucket(rates.nanos().getAsLong())));
    }

    /// The refusal of who has to wait so many nanoseconds.
    static ApiException limited(long wait) {
        return ApiException.later(
                ErrorCode.RATE_LIMITED,
                "Too much in too short a time.",
                Duration.ofMillis(1 + wait / 1_000_000));
    }
}
