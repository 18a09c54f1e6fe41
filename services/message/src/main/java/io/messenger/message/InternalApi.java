package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What the gateway and the chat service ask in the name of a user, with the user's own token. The
/// gateway passes none of these paths on from outside.
record InternalApi(Authentication authentication, Reads reads, CommandStore commands) {
    static final int MAX_CURSORS = 2000;
    private static final int MAX_HEADS = 200;
    private static final int MAX_WATCHED = 20;
    private static final int MAX_WAIT_MILLIS = 10_000;

    void routing(HttpRouting.Builder routing) {
        routing.post("/internal/v1/attach", authentication.required(this::attach));
        routing.post("/internal/v1/watched", authentication.required(this::watched));
        routing.post("/internal/v1/heads", authentication.required(this::heads));
        routing.post("/internal/v1/chats/{chat_id}/sync", authentication.required(this::sync));
        routing.get(
                "/internal/v1/chats/{chat_id}/commands/{client_msg_id}",
                authentication.required(this::applied));
    }

    private void attach(Principal caller, ServerRequest req, ServerResponse res) {
        Cursors cursors = Cursors.read(Requests.body(req, "cursors", "epoch"), MAX_CURSORS);
        Attach attach = Attach.read(reads, caller.userId(), cursors);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] line : new AttachFrames(attach, caller).lines()) {
            lines.writeBytes(line);
            lines.write('\n');
        }
        res.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/x-ndjson"));
        res.send(lines.toByteArray());
    }

    /// Answers with the `batch` frame of one chat.
    private void sync(Principal caller, ServerRequest req, ServerResponse res) {
        ChatId chat = Requests.pathId(req, "chat_id", ChatId::parse);
        Fields body = Requests.body(req, "since", "limit", "id");
        long since = body.number("since");
        int limit =
                body.has("limit")
                        ? Math.clamp(body.number("limit"), 1, ChangeBatch.MAX)
                        : ChangeBatch.MAX;
        ChangeBatch batch =
                reads.snapshot(connection ->
                        ChangeBatch.read(
                                connection,
                                View.of(connection, chat, caller.userId()),
                                since,
                                limit));
        Replies.raw(res, 200, batch.frame(body.has("id") ? body.text("id") : ""));
    }

    private void watched(Principal caller, ServerRequest req, ServerResponse res) {
        List<ChatId> chats = chatIds(req, MAX_WATCHED);
        List<Watched> watched =
                reads.snapshot(connection -> Watched.of(connection, caller.userId(), chats));
        Replies.ok(res, Map.of("chats", watched));
    }

    private void heads(Principal caller, ServerRequest req, ServerResponse res) {
        List<ChatId> chats = chatIds(req, MAX_HEADS);
        Map<String, Long> heads = new LinkedHashMap<>();
        reads.once(connection -> commands.views(connection, chats, caller.userId()))
                .forEach(view -> heads.put(view.chatId().toString(), view.head()));
        Replies.ok(res, Map.of("heads", heads));
    }

    private static List<ChatId> chatIds(ServerRequest req, int most) {
        JsonNode ids = Requests.body(req, "chat_ids").array("chat_ids");
        if (ids.size() > most) {
            throw ApiException.badRequest("chat_ids", "At most " + most + " chats at once.");
        }
        List<ChatId> chats = new ArrayList<>();
        ids.forEach(id -> chats.add(Requests.id(id.asText(), "chat_ids", ChatId::parse)));
        return chats;
    }

    /// Answers with the seq that a command took, once it is applied. A command is known by its
    /// sender too, who is the caller if `sender_id` says nothing else: of one chat's changes the
    /// chat service also asks in the name of another member.
    private void applied(Principal caller, ServerRequest req, ServerResponse res) {
        Key key =
                new Key(
                        Requests.pathId(req, "chat_id", ChatId::parse),
                        sender(caller, req),
                        Requests.pathId(req, "client_msg_id", ClientMsgId::parse));
        long wait = Math.min(MAX_WAIT_MILLIS, Requests.number(req, "wait_ms", 0, 0));
        OptionalLong seq = commands.await(key, wait);
        if (seq.isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "The command is not applied yet.");
        }
        Replies.ok(res, Map.of("seq", seq.getAsLong()));
    }

    private static UserId sender(Principal caller, ServerRequest req) {
        return req.query().contains("sender_id")
                ? Requests.id(req.query().get("sender_id"), "sender_id", UserId::parse)
                : caller.userId();
    }
}
