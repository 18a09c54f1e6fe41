package io.messenger.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decodes values of `message.send`.
public final class CommandReader {
    /// RFC 3339 has four digits for the year.
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    private CommandReader() {}

    /// Reads one command.
    ///
    /// @throws IllegalArgumentException when the bytes are no command that can ever be applied; the
    ///   message is the reason that the dead-letter topic shows
    public static Command read(byte[] utf8) {
        try {
            JsonNode root = Json.MAPPER.readTree(utf8);
            if (root == null || !root.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return command(new Fields(root));
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (ApiException e) {
            throw new IllegalArgumentException(e.field() + ": " + e.detail(), e);
        }
    }

    private static Command command(Fields in) {
        return new Command(
                id(in, "chat_id", ChatId::parse),
                id(in, "sender_id", UserId::parse),
                in.has("device_id") ? id(in, "device_id", DeviceId::parse) : null,
                id(in, "client_msg_id", ClientMsgId::parse),
                origin(in),
                time(in, "at"),
                op(in));
    }

    private static <T> T id(Fields in, String name, Function<String, T> parser) {
        try {
            return parser.apply(in.text(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": not a UUID", e);
        }
    }

    private static Instant time(Fields in, String name) {
        try {
            Instant at = Instant.parse(in.text(name));
            if (at.isBefore(Instant.EPOCH) || !at.isBefore(END_OF_TIME)) {
                throw new IllegalArgumentException(name + ": out of range");
            }
            return at;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": not a time", e);
        }
    }

    private static @Nullable Origin origin(Fields in) {
        if (!in.has("origin")) {
            return null;
        }
        Fields origin = in.object("origin");
        int lane = (int) Math.min(origin.number("lane"), Integer.MAX_VALUE);
        return new Origin(
                lane,
                id(origin, "conn", ConnId::parse),
                origin.has("id") ? origin.text("id") : null);
    }

    private static Op op(Fields in) {
        return switch (in.text("op")) {
            case "send" ->
                    new Op.Send(
                            body(in),
                            in.has("reply_to") ? in.number("reply_to") : null,
                            Mentions.read(in));
            case "edit" -> new Op.Edit(in.number("seq"), body(in), Mentions.read(in));
            case "delete" -> new Op.Delete(in.number("seq"), Op.Scope.of(in.text("scope")));
            case "react" -> new Op.React(in.number("seq"), in.text("emoji"), in.flag("on"));
            case "pin" -> new Op.Pin(in.number("seq"), in.flag("on"));
            case "read" -> new Op.Read(in.number("seq"));
            case "received" -> new Op.Received(in.number("seq"));
            case "chat.create" ->
                    new Op.Create(
                            ChatType.of(in.text("type")),
                            in.has("title") ? in.text("title") : null,
                            founders(in));
            case "member.join" -> new Op.Join(user(in), Role.of(in.text("role")));
            case "member.leave" -> new Op.Leave(user(in));
            case "member.role" -> new Op.SetRole(user(in), Role.of(in.text("role")));
            case "chat.update" ->
                    new Op.Update(
                            in.has("title") ? in.text("title") : null,
                            in.has("about") ? in.text("about") : null,
                            in.has("history") ? History.of(in.text("history")) : null,
                            in.has("avatar_url") ? in.text("avatar_url") : null);
            case "chat.delete" -> new Op.DeleteChat();
            case "member.keep" ->
                    new Op.Keep(
                            in.has("muted_until") ? time(in, "muted_until") : null,
                            in.flag("archived"),
                            in.flag("blocked"));
            case String other -> throw new IllegalArgumentException("unknown op " + other);
        };
    }

    private static Body body(Fields in) {
        return new Body(in.object("body").text("text"));
    }

    private static List<Op.Founder> founders(Fields in) {
        List<Op.Founder> founders = new ArrayList<>();
        for (Fields member : in.objects("members")) {
            founders.add(new Op.Founder(user(member), Role.of(member.text("role"))));
        }
        return founders;
    }

    private static UserId user(Fields in) {
        return id(in, "user_id", UserId::parse);
    }
}
