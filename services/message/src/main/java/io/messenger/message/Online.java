package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.Map;
import java.util.Set;

/// At which lanes users are connected, and large chats have members; who is nowhere is absent.
record Online(Map<UserId, Set<Integer>> users, Map<ChatId, Set<Integer>> channels) {
    Set<Integer> user(UserId user) {
        return users.getOrDefault(user, Set.of());
    }

    Set<Integer> channel(ChatId chat) {
        return channels.getOrDefault(chat, Set.of());
    }
}
