package io.messenger.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes values of `message.send`.
public final class CommandReader {
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
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("at: not a time", e);
        }
    }

    private static Command command(Fields in) {
        return new Command(
                ChatId.parse(in.text("chat_id")),
                UserId.parse(in.text("sender_id")),
                in.has("device_id") ? DeviceId.parse(in.text("device_id")) : null,
                ClientMsgId.parse(in.text("client_msg_id")),
                origin(in),
                Instant.parse(in.text("at")),
                op(in));
    }

    private static @Nullable Origin origin(Fields in) {
        if (!in.has("origin")) {
            return null;
        }
        Fields origin = in.object("origin");
        return new Origin((int) origin.number("lane"), ConnId.parse(origin.text("conn")));
    }

    private static Op op(Fields in) {
        return switch (in.text("op")) {
            case "send" ->
                    new Op.Send(
                            new Body(in.object("body").text("text")),
                            in.has("reply_to") ? in.number("reply_to") : null);
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
            case "chat.update" -> new Op.Update(in.text("title"));
            case String other -> throw new IllegalArgumentException("unknown op " + other);
        };
    }

    private static List<Op.Founder> founders(Fields in) {
        List<Op.Founder> founders = new ArrayList<>();
        for (Fields member : in.objects("members")) {
            founders.add(new Op.Founder(user(member), Role.of(member.text("role"))));
        }
        return founders;
    }

    private static UserId user(Fields in) {
        return UserId.parse(in.text("user_id"));
    }
}
