package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Body;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Mentions;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.testing.OpenApiClient;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A chat as its members and the chat service drive it: each method puts a command into the log and
/// returns at once.
record TestChat(World world, ChatId id) {
    /// The connection that all commands of users come from.
    static final ConnId CONN = ConnId.parse("0198c0de-0000-7000-8000-0000000000f1");

    /// Their lane.
    static final int LANE = 9;

    static final Origin ORIGIN = new Origin(LANE, CONN);

    /// A group whose first user owns it; the log has it when this returns.
    static TestChat group(World world, UserId... users) {
        return begin(world, ChatType.GROUP, users);
    }

    static TestChat begin(World world, ChatType type, UserId... users) {
        TestChat chat = new TestChat(world, world.chatId());
        List<Op.Founder> founders =
                Stream.of(users)
                        .map(user -> new Op.Founder(user, role(type, user.equals(users[0]))))
                        .toList();
        String title = type == ChatType.DIRECT ? null : "Climbing";
        chat.settle(chat.put(users[0], new Op.Create(type, title, founders)));
        return chat;
    }

    private static Role role(ChatType type, boolean first) {
        return switch (type) {
            case DIRECT -> Role.MEMBER;
            case GROUP -> first ? Role.OWNER : Role.MEMBER;
            case CHANNEL -> first ? Role.OWNER : Role.READER;
        };
    }

    Sent say(UserId user, String text) {
        return reply(user, text, null);
    }

    Sent reply(UserId user, String text, @Nullable Long replyTo) {
        return put(user, new Op.Send(new Body(text), replyTo));
    }

    Sent mention(UserId user, String text, UserId... named) {
        return put(user, new Op.Send(new Body(text), null, new Mentions(List.of(named))));
    }

    Sent edit(UserId user, long target, String text) {
        return put(user, new Op.Edit(target, new Body(text)));
    }

    Sent delete(UserId user, long target, Op.Scope scope) {
        return put(user, new Op.Delete(target, scope));
    }

    Sent join(UserId by, UserId user, Role role) {
        return put(by, new Op.Join(user, role));
    }

    Sent leave(UserId user) {
        return put(user, new Op.Leave(user));
    }

    /// A command of a user from the one connection, or of the chat service.
    Sent put(UserId user, Op op) {
        return world.send(command(user, op, new ClientMsgId(world.ids().next())));
    }

    /// The same command once more, as a client or an outbox repeats it.
    Sent again(Sent sent) {
        return world.send(sent.command());
    }

    Command command(UserId user, Op op, ClientMsgId key) {
        boolean socket =
                switch (op) {
                    case Op.Send _, Op.Change _, Op.Read _, Op.Received _ -> true;
                    case Op.Create _,
                            Op.Join _,
                            Op.Leave _,
                            Op.SetRole _,
                            Op.Update _,
                            Op.DeleteChat _,
                            Op.Keep _ ->
                            false;
                };
        return new Command(
                id,
                user,
                socket ? new DeviceId(world.ids().next()) : null,
                key,
                socket ? ORIGIN : null,
                world.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                op);
    }

    /// Waits until the log is past the command.
    Sent settle(Sent sent) {
        World.settled(sent.at());
        return sent;
    }

    OpenApiClient as(UserId user) {
        return world.as(user);
    }

    String path(String rest) {
        return "/v1/chats/" + id + rest;
    }

    /// The history as this user sees it, at most its last 100 messages.
    List<JsonNode> history(UserId user) {
        JsonNode page = as(user).get(path("/messages")).expect(200).json();
        return page.get("messages").valueStream().toList();
    }

    /// One message as this user sees it.
    JsonNode message(UserId user, long seq) {
        return as(user).get(path("/messages/" + seq)).expect(200).json();
    }

    /// What changed for this user after a cursor.
    JsonNode changes(UserId user, long since) {
        return as(user).get(path("/changes?since=" + since)).expect(200).json();
    }

    /// What a history says in short: texts, and types of system messages.
    List<String> said(UserId user) {
        return history(user).stream().map(TestChat::gist).toList();
    }

    List<Long> seqs(UserId user) {
        return history(user).stream().map(message -> message.get("seq").asLong()).toList();
    }

    static String type(JsonNode frame) {
        return frame.get("t").asText();
    }

    static String gist(JsonNode message) {
        JsonNode body = message.get("body");
        return body.has("text") ? body.get("text").asText() : body.get("type").asText();
    }
}
