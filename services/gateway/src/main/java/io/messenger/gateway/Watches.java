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

    private final Map<Session, Screen> screens = new HashMap<>();
    private final Map<ChatId, Set<Session>> byChat = new HashMap<>();
    private final Map<UserId, Set<Session>> byUser = new HashMap<>();
    private Set<String> changed = new HashSet<>();

    /// What a socket has on its screen.
    ///
    /// @param asked the chats it asked to watch
    /// @param chats those of them that it does, with their members whom its user is one of
    record Screen(Set<ChatId> asked, Map<ChatId, Set<UserId>> chats) {
        Set<UserId> people() {
            Set<UserId> people = new HashSet<>();
            chats.values().forEach(people::addAll);
            return people;
        }

        private Screen without(ChatId chat) {
            Set<ChatId> fewer = new HashSet<>(asked);
            fewer.remove(chat);
            Map<ChatId, Set<UserId>> rest = new HashMap<>(chats);
            rest.remove(chat);
            return new Screen(fewer, rest);
        }
    }

    /// Replaces what a socket watches.
    ///
    /// @throws ApiException `unavailable` when too much is watched here
    synchronized void set(Session session, Screen screen) {
        remove(session);
        if (byChat.size() + byUser.size() > MAX_SUBJECTS) {
            throw new ApiException(ErrorCode.UNAVAILABLE, "Too much is watched here.");
        }
        put(session, screen);
    }

    /// Replaces what a socket watches, unless that is another by now.
    ///
    /// @return whether it was replaced
    synchronized boolean replace(Session session, Screen before, Screen after) {
        if (!before.equals(screens.get(session))) {
            return false;
        }
        remove(session);
        put(session, after);
        return true;
    }

    private void put(Session session, Screen screen) {
        if (screen.asked().isEmpty()) {
            return;
        }
        screens.put(session, screen);
        screen.chats()
                .forEach((chat, members) -> {
                    add(byChat, chat, session, Registry.typing(chat));
                    members.forEach(user -> add(byUser, user, session, Registry.presence(user)));
                });
    }

    /// What the sockets of a user watch.
    synchronized Map<Session, Screen> screens(UserId user) {
        Map<Session, Screen> all = new HashMap<>();
        screens.forEach((session, screen) -> {
            if (session.userId().equals(user)) {
                all.put(session, screen);
            }
        });
        return all;
    }

    /// The socket watches nothing any more.
    synchronized void remove(Session session) {
        Screen screen = screens.remove(session);
        if (screen != null) {
            screen.chats()
                    .forEach((chat, members) -> {
                        take(byChat, chat, session, Registry.typing(chat));
                        members.forEach(
                                user -> take(byUser, user, session, Registry.presence(user)));
                    });
        }
    }

    /// The socket's user is no member of the chat any more.
    synchronized void leave(Session session, ChatId chat) {
        Screen screen = screens.get(session);
        if (screen != null && screen.asked().contains(chat)) {
            remove(session);
            put(session, screen.without(chat));
        }
    }

    synchronized boolean watches(Session session, ChatId chat) {
        Screen screen = screens.get(session);
        return screen != null && screen.chats().containsKey(chat);
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
