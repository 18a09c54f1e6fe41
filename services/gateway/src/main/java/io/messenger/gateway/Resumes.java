package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import io.messenger.gateway.MessageClient.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks for the differences of devices that come back: for one alone at once, for those that come
/// while others are asked for together. Threads share it.
final class Resumes {
    /// Requests under way at once: while they are, the next ones gather.
    private static final int AT_ONCE = 4;

    private static final int MOST = 32;

    /// A device with more cursors than this asks alone, so that a request of many stays small.
    private static final int FEW = 64;

    private final MessageClient messages;
    private final RoomInterests interests;
    private final Gathering<Ask> asks = new Gathering<>("resumes", AT_ONCE, MOST, this::answer);

    Resumes(MessageClient messages, RoomInterests interests) {
        this.messages = messages;
        this.interests = interests;
    }

    private static final class Ask {
        private final String token;
        private final Map<String, Object> request;
        private @Nullable Difference difference;
        private @Nullable ApiException refusal;

        Ask(String token, Map<String, Object> request) {
            this.token = token;
            this.request = request;
        }
    }

    /// Reads the difference of one device.
    ///
    /// @param request the body: `cursors` and perhaps `epoch`
    /// @throws ApiException as the message service refused, or `unavailable`
    Difference of(Session session, Map<String, Object> request) throws InterruptedException {
        Difference difference = ask(session.token(), request);
        while (interests.enter(session, difference)) {
            // What a large chat said after that difference may have been routed elsewhere.
            difference = ask(session.token(), request);
        }
        return difference;
    }

    private Difference ask(String token, Map<String, Object> request) throws InterruptedException {
        if (request.get("cursors") instanceof JsonNode cursors && cursors.size() > FEW) {
            return messages.attach(token, request);
        }
        Ask ask = new Ask(token, request);
        asks.join(ask);
        if (ask.refusal != null) {
            throw ask.refusal;
        }
        if (ask.difference == null) {
            throw new ApiException(ErrorCode.INTERNAL, "The difference was not answered.");
        }
        return ask.difference;
    }

    private void answer(List<Ask> batch) throws InterruptedException {
        if (batch.size() == 1) {
            Ask alone = batch.getFirst();
            alone.difference = messages.attach(alone.token, alone.request);
            return;
        }
        List<Map<String, Object>> bodies = new ArrayList<>(batch.size());
        for (Ask ask : batch) {
            Map<String, Object> body = new LinkedHashMap<>(ask.request);
            body.put("token", ask.token);
            bodies.add(body);
        }
        try {
            distribute(Lines.of(messages.attaches(bodies)), batch);
        } catch (IOException e) {
            throw ApiException.unavailable("The message service answered something else.", e);
        }
    }

    private static void distribute(List<byte[]> lines, List<Ask> batch) throws IOException {
        int at = 0;
        for (Ask ask : batch) {
            if (at >= lines.size()) {
                throw new IOException("fewer answers than asks");
            }
            JsonNode head = Json.MAPPER.readTree(lines.get(at));
            int own = head.path("lines").asInt();
            if (own == 0) {
                ask.refusal =
                        new ApiException(
                                ErrorCode.valueOf(
                                        head.path("code").asText().toUpperCase(Locale.ROOT)),
                                head.path("detail").asText());
            } else if (at + 1 + own > lines.size()) {
                throw new IOException("an answer is cut off");
            } else {
                ask.difference = MessageClient.difference(lines.subList(at + 1, at + 1 + own));
            }
            at += 1 + own;
        }
    }
}
