package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Fields;
import io.messenger.platform.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The message service, which keeps the logs and knows what they have applied.
final class LogAnswers {
    private final Peer peer;

    LogAnswers(Peer peer) {
        this.peer = peer;
    }

    /// The seq that a chat's log gave to a command.
    ///
    /// @param wait how long the log may take to apply it
    /// @return empty when it has not been applied by then
    /// @throws IOException when the message service does not answer
    Optional<Long> seq(Caller caller, ChatId chat, CommandKey command, Duration wait)
            throws IOException {
        String path =
                "/internal/v1/chats/%s/commands/%s?sender_id=%s&wait_ms=%d"
                        .formatted(chat, command.id(), command.sender(), wait.toMillis());
        return peer.get(caller.token(), path, wait, answer -> answer.number("seq"));
    }

    /// The newest seq of each chat whose log knows the caller as a member.
    ///
    /// @param chats at most 200
    /// @throws ApiException `unavailable` when the message service does not answer
    Map<ChatId, Long> heads(Caller caller, List<ChatId> chats) {
        if (chats.isEmpty()) {
            return Map.of();
        }
        try {
            return peer.post(
                    caller.token(),
                    "/internal/v1/heads",
                    Map.of("chat_ids", chats),
                    LogAnswers::heads);
        } catch (IOException e) {
            throw ApiException.unavailable("The logs of the chats cannot be read right now.", e);
        }
    }

    private static Map<ChatId, Long> heads(Fields answer) {
        Fields heads = answer.object("heads");
        Map<ChatId, Long> byChat = new HashMap<>();
        heads.node()
                .fieldNames()
                .forEachRemaining(chat -> byChat.put(ChatId.parse(chat), heads.number(chat)));
        return byChat;
    }
}
