package io.messenger.contracts;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// To whom a record of `message.delivered` goes: the binary header [#HEADER], so that no gateway
/// parses the frame in the value.
///
/// @param kind how the frame is treated under pressure
/// @param chat the chat of a log event or state, else null
/// @param seq the event's place in the chat's log; of state, the key under which a later one
///   replaces an earlier one that still waits
/// @param conn the connection that asked, else null
/// @param audience who gets it
/// @param users whom `audience` is about, on all their connections at the reading gateway
public record Route(
        Kind kind,
        @Nullable ChatId chat,
        long seq,
        @Nullable ConnId conn,
        Audience audience,
        List<UserId> users) {
    /// The header's name.
    public static final String HEADER = "route";

    /// Of a record on partition 0 that says: events go to lanes now, so a gateway without a lane
    /// misses them. It is delivered to nobody.
    public static final Route ROUTED =
            new Route(Kind.EPHEMERAL, null, 0, null, Audience.CONN, List.of());

    private static final UUID NONE = new UUID(0, 0);
    private static final int FIXED = 2 + Uuids.BYTES + Long.BYTES + Uuids.BYTES;

    /// The classes of events.
    public enum Kind {
        /// Exactly once, in order, dense; never dropped from a live socket.
        LOG(1),
        /// Last write wins; may be coalesced.
        STATE(2),
        /// Dropped at will.
        EPHEMERAL(3);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        private static Kind of(byte code) {
            return switch (code) {
                case 1 -> LOG;
                case 2 -> STATE;
                case 3 -> EPHEMERAL;
                default -> throw new IllegalArgumentException("a route of kind " + code);
            };
        }
    }

    /// Who gets an event.
    public enum Audience {
        /// The users of the route.
        USERS(0),
        /// The connection that asked and nobody else.
        CONN(1),
        /// The users of the route, who from this seq on are among the members of a large chat.
        JOINING(2),
        /// The members of a large chat at this seq, whom the reading gateway knows itself.
        MEMBERS(3),
        /// The same; after this seq the users of the route are no members any more.
        LEAVING(4),
        /// The users of the route, who after this seq are no members of the chat any more.
        LAST(5);

        private final byte code;

        Audience(int code) {
            this.code = (byte) code;
        }

        private static Audience of(byte code) {
            return switch (code) {
                case 0 -> USERS;
                case 1 -> CONN;
                case 2 -> JOINING;
                case 3 -> MEMBERS;
                case 4 -> LEAVING;
                case 5 -> LAST;
                default -> throw new IllegalArgumentException("a route to audience " + code);
            };
        }
    }

    public Route {
        users = List.copyOf(users);
    }

    /// A log event for all of `users`; `origin` is the connection whose command it answers.
    public static Route log(ChatId chat, long seq, @Nullable ConnId origin, List<UserId> users) {
        return new Route(Kind.LOG, chat, seq, origin, Audience.USERS, users);
    }

    /// State for all of `users`; of several with the same `key` the last one matters.
    public static Route state(ChatId chat, long key, List<UserId> users) {
        return new Route(Kind.STATE, chat, key, null, Audience.USERS, users);
    }

    /// An answer to one connection and nobody else.
    public static Route answer(ChatId chat, long seq, ConnId conn) {
        return new Route(Kind.LOG, chat, seq, conn, Audience.CONN, List.of());
    }

    /// A log event of a large chat for `users`, whom it makes members there.
    public static Route joining(
            ChatId chat, long seq, @Nullable ConnId origin, List<UserId> users) {
        return new Route(Kind.LOG, chat, seq, origin, Audience.JOINING, users);
    }

    /// A log event for the members of a large chat, wherever they are.
    public static Route members(ChatId chat, long seq, @Nullable ConnId origin) {
        return new Route(Kind.LOG, chat, seq, origin, Audience.MEMBERS, List.of());
    }

    /// A log event for the members of a large chat, the last one for `user`.
    public static Route leaving(ChatId chat, long seq, @Nullable ConnId origin, UserId user) {
        return new Route(Kind.LOG, chat, seq, origin, Audience.LEAVING, List.of(user));
    }

    /// The last event of a chat for these users.
    public static Route last(ChatId chat, long seq, @Nullable ConnId origin, List<UserId> users) {
        return new Route(Kind.LOG, chat, seq, origin, Audience.LAST, users);
    }

    /// Whether the users of the route are no members after it.
    public boolean ends() {
        return audience == Audience.LEAVING || audience == Audience.LAST;
    }

    /// Whether nobody but the connection that asked gets it.
    public boolean onlyConn() {
        return audience == Audience.CONN;
    }

    /// Whether it goes to the members of a large chat, whom it does not name.
    public boolean toMembers() {
        return audience == Audience.MEMBERS || audience == Audience.LEAVING;
    }

    /// The same event for some of its users: those at one lane.
    public Route to(List<UserId> some) {
        return new Route(kind, chat, seq, conn, audience, some);
    }

    /// 42 bytes and 16 for each user: kind, audience, chat, seq, connection, users.
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + users.size() * Uuids.BYTES);
        out.put(kind.code).put(audience.code);
        Uuids.put(out, chat == null ? NONE : chat.value());
        out.putLong(seq);
        Uuids.put(out, conn == null ? NONE : conn.value());
        users.forEach(user -> Uuids.put(out, user.value()));
        return out.array();
    }

    /// Reads the header.
    ///
    /// @throws IllegalArgumentException when it is not one of ours
    public static Route parse(byte[] header) {
        if (header.length < FIXED || (header.length - FIXED) % Uuids.BYTES != 0) {
            throw new IllegalArgumentException("a route of " + header.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(header);
        Kind kind = Kind.of(in.get());
        Audience audience = Audience.of(in.get());
        UUID chat = Uuids.get(in);
        long seq = in.getLong();
        UUID conn = Uuids.get(in);
        List<UserId> users = new ArrayList<>(in.remaining() / Uuids.BYTES);
        while (in.hasRemaining()) {
            users.add(new UserId(Uuids.get(in)));
        }
        return new Route(
                kind,
                chat.equals(NONE) ? null : new ChatId(chat),
                seq,
                conn.equals(NONE) ? null : new ConnId(conn),
                audience,
                users);
    }
}
