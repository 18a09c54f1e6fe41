package io.messenger.gateway;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the sockets here have on their screens: who watches which chat, and whom.
///
/// Threads share it; its lock is never held across I/O.
final class Watches {
    /// The most chats and people watched here; each is a subscription at Redis.
    private static final int MAX_SUBJECTS = 200_000;

    private final Map<Session, Map<ChatId, Set<UserId>>> screens = new HashMap<>();
    private final Map<ChatId, Set<Session>> byChat = new HashMap<>();
    private final Map<UserId, Set<Session>> byUser = new HashMap<>();
    private Set<String> changed = new HashSet<>();

    /// Replaces what a socket watches.
    ///
    /// @param chats with their members, whom its user is one of
    /// @throws ApiException `unavailable` when too much is watched here
    synchronized void set(Session session, Map<ChatId, Set<UserId>> chats) {
        remove(session);
        if (byChat.size() + byUser.size() > MAX_SUBJECTS) {
            throw new ApiException(ErrorCode.UNAVAILABLE, "Too much is watched here.");
        }
        if (chats.isEmpty()) {
            return;
        }
        screens.put(session, new HashMap<>(chats));
        chats.forEach((chat, members) -> {
            add(byChat, chat, session, Registry.typing(chat));
            members.forEach(user -> add(byUser, user, session, Registry.presence(user)));
        });
    }

    /// The socket watches nothing any more.
    synchronized void remove(Session session) {
        Map<ChatId, Set<UserId>> chats = screens.remove(session);
        if (chats != null) {
            chats.forEach((chat, members) -> {
                take(byChat, chat, session, Registry.typing(chat));
                members.forEach(user -> take(byUser, user, session, Registry.presence(user)));
            });
        }
    }

    /// The socket's user is no member of the chat any more.
    synchronized void leave(Session session, ChatId chat) {
        Map<ChatId, Set<UserId>> chats = screens.get(session);
        if (chats != null && chats.containsKey(chat)) {
            Map<ChatId, Set<UserId>> rest = new HashMap<>(chats);
            rest.remove(chat);
            set(session, rest);
        }
    }

    synchronized boolean watches(Session session, ChatId chat) {
        Map<ChatId, Set<UserId>> chats = screens.get(session);
        return chats != null && chats.containsKey(chat);
    }

    /// The sockets that watch a chat.
    synchronized List<Session> of(ChatId chat) {
        return copy(byChat.get(chat));
    }

    /// The sockets that watch a user.
    synchronized List<Session> of(UserId user) {
        return copy(byUser.get(user));
    }

    synchronized boolean isEmpty() {
        return byUser.isEmpty();
    }

    synchronized Set<UserId> users() {
        return Set.copyOf(byUser.keySet());
    }

    /// All subscriptions that are needed now.
    synchronized Set<String> subjects() {
        Set<String> all = new HashSet<>();
        byChat.keySet().forEach(chat -> all.add(Registry.typing(chat)));
        byUser.keySet().forEach(user -> all.add(Registry.presence(user)));
        return all;
    }

    /// Takes the subscriptions that may have changed since the last call, and whether each is
    /// needed now.
    synchronized Map<String, Boolean> takeChanged() {
        Map<String, Boolean> taken = HashMap.newHashMap(changed.size());
        changed.forEach(subject -> taken.put(subject, needed(subject)));
        changed = new HashSet<>();
        return taken;
    }

    private boolean needed(String subject) {
        return Registry.presenceOf(subject).map(byUser::containsKey).orElse(false)
                || Registry.typingIn(subject).map(byChat::containsKey).orElse(false);
    }

    private <K> void add(Map<K, Set<Session>> index, K key, Session session, String subject) {
        Set<Session> all = index.get(key);
        if (all == null) {
            all = new HashSet<>();
            index.put(key, all);
            changed.add(subject);
        }
        all.add(session);
    }

    private <K> void take(Map<K, Set<Session>> index, K key, Session session, String subject) {
        Set<Session> all = index.get(key);
        if (all != null && all.remove(session) && all.isEmpty()) {
            index.remove(key);
            changed.add(subject);
        }
    }

    private static List<Session> copy(@Nullable Set<Session> sessions) {
        return sessions == null ? List.of() : List.copyOf(sessions);
    }
}
