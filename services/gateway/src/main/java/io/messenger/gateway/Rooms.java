package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.OutboundFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The members of large chats who are here: the events of such a chat name no recipients. A socket
/// learns its chats from its attach, later ones from the events that make its user a member.
///
/// Threads share it; events come by one thread alone.
final class Rooms {
    /// Joins that wait for their gateway's interest to be known.
    private static final int MAX_WAITING = 10_000;

    private final Map<ChatId, Room> rooms = new ConcurrentHashMap<>();
    private final Map<Session, List<ChatId>> chats = new ConcurrentHashMap<>();
    private final Set<Session> attaching = ConcurrentHashMap.newKeySet();
    private volatile boolean doubted;
    private final AtomicLong numbers = new AtomicLong();
    private final BlockingQueue<Joined> joined = new LinkedBlockingQueue<>(MAX_WAITING);

    /// From now on the socket keeps what comes in all large chats, until it is known which are its.
    void begin(Session session) {
        attaching.add(session);
    }

    /// The socket is live.
    void attached(Session session) {
        attaching.remove(session);
    }

    /// The socket's user is a member of a large chat as of its head.
    Room enter(Session session, ChatId chat, long head) {
        Room room =
                rooms.compute(
                        chat,
                        (id, known) -> {
                            Room entered =
                                    known == null ? new Room(id, numbers.incrementAndGet()) : known;
                            entered.enter(session, head);
                            return entered;
                        });
        chats.merge(session, List.of(chat), Rooms::union);
        return room;
    }

    /// The socket is gone.
    void remove(Session session) {
        attaching.remove(session);
        List<ChatId> entered = chats.remove(session);
        if (entered != null) {
            for (ChatId chat : entered) {
                Room room = rooms.get(chat);
                if (room != null) {
                    room.remove(session);
                }
            }
        }
    }

    /// Whether the socket gets an event that waited for it: its user is a member at that seq.
    boolean covers(Session session, Route route) {
        Room room = route.chat() == null ? null : rooms.get(route.chat());
        return room != null && room.covers(session, route.seq());
    }

    /// Takes from an event who comes and who goes.
    ///
    /// @param here the sockets of a user; those that are gone meanwhile are not among them
    /// @return who came, to be settled once the event has been handed to them
    Optional<Joined> learn(Route route, Function<UserId, List<Session>> here) {
        ChatId chat = route.chat();
        if (chat == null) {
            return Optional.empty();
        }
        switch (route.audience()) {
            case JOINING -> {
                return join(chat, route, here);
            }
            case LEAVING -> {
                Room room = rooms.get(chat);
                if (room != null) {
                    route.users()
                            .forEach(user ->
                                    here.apply(user).forEach(one -> room.leave(one, route.seq())));
                }
            }
            case USERS, CONN, MEMBERS, LAST -> {}
        }
        return Optional.empty();
    }

    private Optional<Joined> join(ChatId chat, Route route, Function<UserId, List<Session>> here) {
        List<Session> entered = new ArrayList<>();
        Room room = null;
        for (UserId user : route.users()) {
            for (Session session : here.apply(user)) {
                room = enter(session, chat, route.seq());
                if (here.apply(user).contains(session)) {
                    entered.add(session);
                } else {
                    remove(session);
                }
            }
        }
        return entered.isEmpty() || room == null
                ? Optional.empty()
                : Optional.of(new Joined(room, entered));
    }

    /// Has those who came ask for what may have been routed elsewhere before their chat's events
    /// came here. They know the chat from the event that let them in: asked before it, they would
    /// not know what for.
    void settle(Joined came) {
        if (came.room().routed()) {
            came.askAgain();
        } else if (!joined.offer(came)) {
            came.sessions()
                    .forEach(session ->
                            session.connection()
                                    .close(CloseCode.RESYNC_NEEDED, "too many joins at once"));
        }
    }

    /// Hands an event to the members who are here, and to the sockets that may turn out to be.
    void deliver(Route route, Supplier<OutboundFrame> encoded) {
        Room room = route.chat() == null ? null : rooms.get(route.chat());
        if (room == null && attaching.isEmpty()) {
            return;
        }
        OutboundFrame frame = encoded.get();
        // In this order: who is attaching now is live later, and then in the room.
        attaching.forEach(session -> session.keep(route, frame));
        if (room != null) {
            room.deliver(route.seq(), frame);
        }
    }

    /// Waits a second at most for the next join of which the registry must be told.
    @Nullable Joined nextJoined() throws InterruptedException {
        return joined.poll(1, TimeUnit.SECONDS);
    }

    /// Events were missed here, joins and leaves perhaps among them: nobody gets anything of a
    /// large chat before it is known again who its members are.
    void doubt() {
        rooms.values().forEach(Room::empty);
        doubted = true;
    }

    /// Whether that has happened since the last call.
    boolean takeDoubt() {
        boolean was = doubted;
        doubted = false;
        return was;
    }

    Collection<Room> all() {
        return rooms.values();
    }

    /// Rooms whose events may still be routed elsewhere.
    List<Room> unrouted() {
        return rooms.values().stream().filter(room -> !room.routed()).toList();
    }

    /// Forgets the rooms that are empty.
    List<Room> sweep() {
        List<Room> gone = new ArrayList<>();
        for (Room room : rooms.values()) {
            if (room.isEmpty()) {
                rooms.computeIfPresent(
                        room.chat(),
                        (_, now) -> {
                            if (!now.isEmpty()) {
                                return now;
                            }
                            gone.add(now);
                            return null;
                        });
            }
        }
        return gone;
    }

    private static List<ChatId> union(List<ChatId> some, List<ChatId> one) {
        if (some.contains(one.getFirst())) {
            return some;
        }
        List<ChatId> both = new ArrayList<>(some);
        both.addAll(one);
        return List.copyOf(both);
    }
}
