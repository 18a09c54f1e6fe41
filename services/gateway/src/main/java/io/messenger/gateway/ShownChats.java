package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.OutboundFrame;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The chats that a new socket has been shown. Events of other chats may still be on their way to
/// it: of one that its user had left before the difference was read. On a device a chat begins with
/// the own joining, so what comes before that is not for it.
///
/// Not safe for threads.
final class ShownChats {
    private final UserId user;
    private final Set<ChatId> chats;

    /// @param chats those that the difference showed
    ShownChats(UserId user, Set<ChatId> chats) {
        this.user = user;
        this.chats = new HashSet<>(chats);
    }

    /// Whether the socket has the event's chat, perhaps by this event.
    boolean admits(Route route, OutboundFrame frame) {
        ChatId chat = route.chat();
        if (chat == null || route.kind() != Route.Kind.LOG || chats.contains(chat)) {
            return true;
        }
        return begins(frame) && chats.add(chat);
    }

    private boolean begins(OutboundFrame frame) {
        try {
            JsonNode event = Json.MAPPER.readTree(frame.payload());
            return switch (event.path("t").asText()) {
                case "chat.created" -> true;
                case "member.joined" -> event.path("user_id").asText().equals(user.toString());
                default -> false;
            };
        } catch (IOException e) {
            return false;
        }
    }
}
