package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Json;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.platform.ClientAddress;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// `POST /v1/chats/{id}/messages` for scripts and bots: the same command through the same log as a
/// socket's, and the answer when its echo is back.
record RestSends(
        CommandLog log,
        LocalSessions sessions,
        LaneLease lane,
        RateLimits rates,
        ClientAddress addresses,
        IdSource ids,
        Clock clock) {

    private static final Duration ECHO = Duration.ofSeconds(10);

    void send(Principal caller, ServerRequest req, ServerResponse res)
            throws InterruptedException, IOException {
        ChatId chat = Requests.pathId(req, "chat_id", ChatId::parse);
        Fields fields = Requests.body(req, "body", "reply_to", "mentions");
        ClientMsgId id = IdempotencyKey.of(req);
        Op op =
                new Op.Send(
                        Sending.body(fields),
                        fields.has("reply_to") ? fields.number("reply_to") : null,
                        Sending.mentions(fields));
        String address = addresses.counted(req.remotePeer().address(), req.headers());
        long wait = rates.send(caller.userId(), address);
        if (wait > 0) {
            throw FrameLimits.limited(wait);
        }
        ConnId conn = new ConnId(ids.next());
        BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(1);
        sessions.await(conn, (_, frame) -> answers.offer(frame));
        try {
            Command command =
                    new Command(
                            chat,
                            caller.userId(),
                            caller.deviceId(),
                            id,
                            new Origin(lane.number(), conn),
                            clock.instant(),
                            op);
            log.append(command, _ -> answers.offer(new byte[0]));
            byte[] answer = answers.poll(ECHO.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null || answer.length == 0) {
                throw ApiException.later(
                        ErrorCode.UNAVAILABLE,
                        "The message may not be stored; try again with the same Idempotency-Key.",
                        Duration.ofSeconds(1));
            }
            reply(res, answer);
        } finally {
            sessions.stopWaiting(conn);
        }
    }

    private static void reply(ServerResponse res, byte[] frame) throws IOException {
        JsonNode event = Json.MAPPER.readTree(frame);
        if (event.path("t").asText().equals("rejected")) {
            ErrorCode code =
                    ErrorCode.valueOf(event.path("code").asText().toUpperCase(Locale.ROOT));
            throw new ApiException(code, "The message was refused.");
        }
        Replies.created(res, SentMessage.of(event));
    }
}
