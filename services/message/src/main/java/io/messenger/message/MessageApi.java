package io.messenger.message;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.JsonText;
import io.messenger.contracts.Message;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.List;

/// Reading messages over HTTP.
record MessageApi(Authentication authentication, Reads reads) {
    private static final int PAGE = 100;
    private static final int MAX_CURSORS = 5000;

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/chats/{chat_id}/messages", authentication.required(this::history));
        routing.get("/v1/chats/{chat_id}/messages/{seq}", authentication.required(this::one));
        routing.get("/v1/chats/{chat_id}/changes", authentication.required(this::changes));
        routing.post("/v1/sync", authentication.required(this::sync));
    }

    private void history(Principal caller, ServerRequest req, ServerResponse res) {
        ChatId chat = Requests.pathId(req, "chat_id", ChatId::parse);
        int limit = Requests.limit(req, PAGE);
        HistoryRange range = HistoryRange.of(req);
        byte[] answer =
                reads.snapshot(connection -> {
                    View view = View.of(connection, chat, caller.userId());
                    List<Message> page = range.read(connection, view, limit);
                    return JsonText.bytes(out -> {
                        out.writeStartObject();
                        out.writeArrayFieldStart("messages");
                        for (Message message : page) {
                            message.writeTo(out);
                        }
                        out.writeEndArray();
                        out.writeNumberField("head_seq", view.head());
                        out.writeEndObject();
                    });
                });
        Replies.raw(res, 200, answer);
    }

    private void one(Principal caller, ServerRequest req, ServerResponse res) {
        ChatId chat = Requests.pathId(req, "chat_id", ChatId::parse);
        long seq = Requests.pathId(req, "seq", Long::parseLong);
        Message message =
                reads.snapshot(connection ->
                        HistoryStore.one(
                                connection, View.of(connection, chat, caller.userId()), seq));
        Replies.raw(res, 200, JsonText.bytes(message::writeTo));
    }

    private void changes(Principal caller, ServerRequest req, ServerResponse res) {
        ChatId chat = Requests.pathId(req, "chat_id", ChatId::parse);
        long since = Requests.number(req, "since", 0, 0);
        int limit = Requests.limit(req, ChangeBatch.MAX);
        ChangeBatch batch =
                reads.snapshot(connection ->
                        ChangeBatch.read(
                                connection,
                                View.of(connection, chat, caller.userId()),
                                since,
                                limit));
        byte[] answer =
                JsonText.bytes(out -> {
                    out.writeStartObject();
                    batch.writeContent(out);
                    out.writeNumberField("head_seq", batch.view().head());
                    out.writeEndObject();
                });
        Replies.raw(res, 200, answer);
    }

    private void sync(Principal caller, ServerRequest req, ServerResponse res) {
        Cursors cursors = Cursors.read(Requests.body(req, "cursors", "epoch"), MAX_CURSORS);
        Attach attach = Attach.read(reads, caller.userId(), cursors);
        byte[] answer =
                JsonText.bytes(out -> {
                    out.writeStartObject();
                    out.writeStringField("epoch", attach.epoch().toString());
                    out.writeArrayFieldStart("batches");
                    for (ChangeBatch batch : attach.batches()) {
                        out.writeStartObject();
                        out.writeStringField("chat_id", batch.view().chatId().toString());
                        batch.writeContent(out);
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    AttachFrames.writeChats(out, "left", attach.left());
                    AttachFrames.writeChats(out, "resync", attach.ahead());
                    out.writeEndObject();
                });
        Replies.raw(res, 200, answer);
    }
}
