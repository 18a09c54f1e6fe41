package io.messenger.auth;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The two operations of the chat service that auth calls, over chats that a test puts there. One
/// chat fits on a page.
final class FakeChatService implements AutoCloseable {
    private final Map<UserId, List<Chat>> chats = new ConcurrentHashMap<>();

    final FakeServer server =
            new FakeServer(routing ->
                    routing.get("/v1/chats", this::list).post("/v1/chats/{id}/leave", this::leave));

    /// A chat as it is listed.
    record Chat(ChatId chatId, String type) {}

    /// Makes a user a member of a new chat.
    ChatId join(UserId user, String type) {
        Chat chat = new Chat(new ChatId(UUID.randomUUID()), type);
        of(user).add(chat);
        return chat.chatId();
    }

    /// The chats that a user is in.
    List<Chat> of(UserId user) {
        return chats.computeIfAbsent(user, _ -> new CopyOnWriteArrayList<>());
    }

    private void list(ServerRequest req, ServerResponse res) {
        List<Chat> mine = of(caller(req));
        int from = req.query().contains("cursor") ? Integer.parseInt(req.query().get("cursor")) : 0;
        int to = Math.min(mine.size(), from + 1);
        String next = to < mine.size() ? Integer.toString(to) : null;
        res.send(Json.bytes(new Page<>(List.copyOf(mine.subList(from, to)), next)));
    }

    private void leave(ServerRequest req, ServerResponse res) {
        ChatId chat = ChatId.parse(req.path().pathParameters().get("id"));
        boolean left = of(caller(req)).removeIf(mine -> mine.chatId().equals(chat));
        res.status(left ? 204 : 404);
        res.send();
    }

    private static UserId caller(ServerRequest req) {
        return UserId.parse(Tamper.payload(Authentication.token(req)).get("sub").asText());
    }

    @Override
    public void close() {
        server.close();
    }
}
