package io.messenger.gateway.limits;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/// Keeps one socket's messages in order when one of them is refused for now: what is sent later in
/// that chat is refused too, until that one is sent again. Used by the socket's own thread only.
public final class SendOrder {
    /// More chats than this at once: the socket has to begin again.
    private static final int MAX_CHATS = 256;

    private final Map<ChatId, Held> held = new HashMap<>();

    private record Held(ClientMsgId first, ErrorCode code) {}

    /// Passes a send that is the refused one itself, or whose chat has none.
    ///
    /// @throws ApiException with the code of the earlier refusal when the order would break
    public void check(ChatId chat, ClientMsgId id) {
        Held before = held.get(chat);
        if (before != null && !before.first().equals(id)) {
            throw new ApiException(
                    before.code(),
                    "An earlier message of this chat was refused and has to be sent again first.");
        }
    }

    /// A send was refused for now.
    ///
    /// @return false when there are too many chats to remember
    public boolean hold(ChatId chat, ClientMsgId id, ErrorCode code) {
        held.putIfAbsent(chat, new Held(id, code));
        return held.size() <= MAX_CHATS;
    }

    /// The message was sent, or refused for ever: the next ones may follow.
    public void release(ChatId chat) {
        held.remove(chat);
    }
}
