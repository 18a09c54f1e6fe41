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
/// @param onlyConn whether nobody but that connection gets it
/// @param users who gets it, on all their connections at the reading gateway
public record Route(
        Kind kind,
        @Nullable ChatId chat,
        long seq,
        @Nullable ConnId conn,
        boolean onlyConn,
        List<UserId> users) {
    /// The header's name.
    public static final String HEADER = "route";

    /// Of a record on partition 0 that says: events go to lanes now, so a gateway without a lane
    /// misses them. It is delivered to nobody.
    public static final Route ROUTED = new Route(Kind.EPHEMERAL, null, 0, null, true, List.of());

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

    public Route {
        users = List.copyOf(users);
    }

    /// A log event for all of `users`; `origin` is the connection whose command it answers.
    public static Route log(ChatId chat, long seq, @Nullable ConnId origin, List<UserId> users) {
        return new Route(Kind.LOG, chat, seq, origin, false, users);
    }

    /// State for all of `users`; of several with the same `key` the last one matters.
    public static Route state(ChatId chat, long key, List<UserId> users) {
        return new Route(Kind.STATE, chat, key, null, false, users);
    }

    /// An answer to one connection and nobody else.
    public static Route answer(ChatId chat, long seq, ConnId conn) {
        return new Route(Kind.LOG, chat, seq, conn, true, List.of());
    }

    /// The same event for some of its users: those at one lane.
    public Route to(List<UserId> some) {
        return new Route(kind, chat, seq, conn, onlyConn, some);
    }

    /// 42 bytes and 16 for each user: kind, flags, chat, seq, connection, users.
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + users.size() * Uuids.BYTES);
        out.put(kind.code).put((byte) (onlyConn ? 1 : 0));
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
        boolean onlyConn = in.get() != 0;
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
                onlyConn,
                users);
    }
}
