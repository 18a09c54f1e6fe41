package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.Body;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Mentions;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.platform.Requests;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns frames into commands of the log. Whether the sender may do it is decided where the log is
/// applied: only there it is known who is a member at that point.
record Sending(CommandLog log, LaneLease lane, IdSource ids, Clock clock) {
    private static final int MAX_CURSORS = 2000;

    void send(Session session, Fields frame) {
        ClientMsgId id = Requests.id(frame, "client_msg_id", ClientMsgId::parse);
        ChatId chat = Requests.id(frame, "chat_id", ChatId::parse);
        Body body = body(frame);
        Long replyTo = frame.has("reply_to") ? frame.number("reply_to") : null;
        append(session, chat, id, new Op.Send(body, replyTo, mentions(frame)));
    }

    /// A change of a message; what comes of it, an event or a `reply`, comes from the log.
    void change(Session session, ClientFrame frame) {
        Fields fields = frame.fields();
        ClientMsgId id = Requests.id(fields, "client_msg_id", ClientMsgId::parse);
        ChatId chat = Requests.id(fields, "chat_id", ChatId::parse);
        append(session, chat, id, frame.id(), change(frame.type(), fields));
    }

    private static Op.Change change(String type, Fields fields) {
        long target = fields.number("seq");
        return switch (type) {
            case "edit" -> new Op.Edit(target, body(fields), mentions(fields));
            case "delete" -> new Op.Delete(target, Op.Scope.of(fields.text("scope")));
            case "react" -> new Op.React(target, fields.text("emoji"), fields.flag("on"));
            case "pin" -> new Op.Pin(target, fields.flag("on"));
            default -> throw new IllegalArgumentException(type + " changes no message");
        };
    }

    void read(Session session, Fields frame) {
        ChatId chat = Requests.id(frame, "chat_id", ChatId::parse);
        append(session, chat, new ClientMsgId(ids.next()), new Op.Read(frame.number("seq")));
    }

    /// What a `received` frame names.
    static Map<ChatId, Long> cursors(Fields frame) {
        Fields cursors = frame.object("cursors");
        if (cursors.node().size() > MAX_CURSORS) {
            throw ApiException.field(
                    ErrorCode.TOO_LARGE, "cursors", "At most " + MAX_CURSORS + " cursors.");
        }
        Map<ChatId, Long> seqs = HashMap.newHashMap(cursors.node().size());
        for (Map.Entry<String, JsonNode> cursor : cursors.node().properties()) {
            ChatId chat = Requests.id(cursor.getKey(), "cursors", ChatId::parse);
            seqs.merge(chat, cursors.number(cursor.getKey()), Math::max);
        }
        return seqs;
    }

    void received(Session session, ChatId chat, long seq) {
        append(session, chat, new ClientMsgId(ids.next()), new Op.Received(seq));
    }

    /// Reads `body`: the only type is text.
    static Body body(Fields frame) {
        Fields body = frame.object("body");
        if (!body.text("type").equals("text")) {
            throw ApiException.field(
                    ErrorCode.UNSUPPORTED, "body.type", "There is only the type \"text\".");
        }
        return new Body(body.text("text"));
    }

    /// Reads `mentions`, which stands in the frame or in its body.
    static Mentions mentions(Fields frame) {
        return Mentions.read(frame, frame.object("body"));
    }

    private void append(Session session, ChatId chat, ClientMsgId id, Op op) {
        append(session, chat, id, null, op);
    }

    private void append(
            Session session, ChatId chat, ClientMsgId id, @Nullable String request, Op op) {
        Command command =
                new Command(
                        chat,
                        session.userId(),
                        session.deviceId(),
                        id,
                        new Origin(lane.number(), session.connId(), request),
                        clock.instant(),
                        op);
        // A command that is lost must not be overtaken by the next one of the same socket.
        log.append(
                command,
                _ -> session.connection().close(CloseCode.UPSTREAM_UNAVAILABLE, "the log is away"));
    }
}
