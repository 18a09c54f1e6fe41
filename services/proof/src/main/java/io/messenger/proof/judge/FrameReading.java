package io.messenger.proof.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.UserId;
import java.util.Optional;

/// What a frame says, as an entry of a log; most frames say nothing that is judged.
///
/// @param user whose device it is
record FrameReading(long at, int conn, UserId user) {

    Optional<Entry> sent(JsonNode frame) {
        return switch (type(frame)) {
            case "auth" ->
                    Optional.of(
                            new Entry.Began(
                                    at,
                                    conn,
                                    frame.path("cursors")
                                            .propertyStream()
                                            .map(cursor ->
                                                    new Entry.Cursor(
                                                            ChatId.parse(cursor.getKey()),
                                                            cursor.getValue().asLong()))
                                            .toList()));
            case "send" ->
                    Optional.of(
                            new Entry.Sent(
                                    at,
                                    conn,
                                    chat(frame),
                                    key(frame),
                                    Item.hash(frame.path("body"))));
            default ->
                    Deed.asked(frame)
                            .map(deed -> new Entry.Asked(at, conn, chat(frame), key(frame), deed));
        };
    }

    Optional<Entry> received(JsonNode frame) {
        return switch (type(frame)) {
            case "hello" ->
                    Optional.of(
                            new Entry.Opened(
                                    at, conn, ConnId.parse(frame.get("conn_id").asText())));
            case "reply" -> idle(frame.get("id").asText());
            case "ready" -> Optional.of(ready(frame));
            case "batch" -> Optional.of(batch(frame));
            case "synced" -> Optional.of(new Entry.Synced(at, conn));
            case "resync" ->
                    Optional.of(
                            new Entry.Resync(at, conn, frame.has("chat_id") ? chat(frame) : null));
            case "rejected" ->
                    Optional.of(
                            new Entry.Refused(
                                    at, conn, chat(frame), key(frame), frame.get("code").asText()));
            case "receipt" ->
                    Optional.of(
                            pointed(
                                    frame,
                                    UserId.parse(frame.get("user_id").asText()),
                                    frame.get("received_seq").asLong()));
            case "unread" -> Optional.of(pointed(frame, user, 0));
            default ->
                    frame.has("seq")
                            ? Optional.of(new Entry.Pushed(at, conn, Event.of(frame)))
                            : Optional.empty();
        };
    }

    /// The answer to a change is named by its key.
    private Optional<Entry> idle(String id) {
        try {
            return Optional.of(new Entry.Idle(at, conn, ClientMsgId.parse(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Entry ready(JsonNode frame) {
        return new Entry.Ready(
                at,
                conn,
                frame.get("chats")
                        .valueStream()
                        .map(one ->
                                new Entry.ChatState(
                                        chat(one),
                                        one.get("head_seq").asLong(),
                                        one.get("received_seq").asLong(),
                                        one.get("read_seq").asLong()))
                        .toList(),
                frame.get("left").valueStream().map(id -> ChatId.parse(id.asText())).toList());
    }

    private Entry batch(JsonNode frame) {
        return new Entry.Batch(
                at,
                conn,
                chat(frame),
                frame.get("from").asLong(),
                frame.get("to").asLong(),
                frame.path("truncated").asBoolean(),
                frame.get("changes").valueStream().map(Item::ofMessage).toList());
    }

    private Entry pointed(JsonNode frame, UserId whose, long received) {
        return new Entry.Pointed(
                at, conn, chat(frame), whose, received, frame.get("read_seq").asLong());
    }

    private static String type(JsonNode frame) {
        return frame.get("t").asText();
    }

    private static ChatId chat(JsonNode frame) {
        return ChatId.parse(frame.get("chat_id").asText());
    }

    private static ClientMsgId key(JsonNode frame) {
        return ClientMsgId.parse(frame.get("client_msg_id").asText());
    }
}
