package io.messenger.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The session registry in Redis: who is connected where. Gateways write it, the message service
/// reads it. It makes delivery cheap and is never on the correctness path.
public final class Registry {
    /// The hash of lanes: lane number → [Lane].
    public static final String LANES = "lanes";

    /// The hash of open sockets: lane number → [Open]. Only gateways that take sockets are in it.
    public static final String OPEN = "lanes:open";

    /// The hash of lanes whose gateway died, once those who were there are told to have gone: lane
    /// number → epoch.
    public static final String TOLD = "lanes:told";

    /// The keys of all users' connections, as a pattern of Redis.
    public static final String ALL_SESSIONS = "sessions:*";

    /// How long a lane stays its gateway's without being renewed.
    public static final Duration LEASE = Duration.ofSeconds(5);

    /// How long after its lease a lane's gateway may still have living sockets.
    public static final Duration SWEEP = Duration.ofSeconds(30);

    private static final String TYPING = "typing:";
    private static final String PRESENCE = "presence:";
    private static final String SESSIONS = "sessions:";

    private Registry() {}

    /// Redis' own clock, by which leases end: what it answers to `TIME` (seconds, microseconds), in
    /// milliseconds.
    public static long millis(List<String> time) {
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }

    /// The pub/sub channel of who types in a chat.
    public static String typing(ChatId chat) {
        return TYPING + chat;
    }

    /// The chat of such a channel; empty for any other one.
    public static Optional<ChatId> typingIn(String channel) {
        return channel.startsWith(TYPING)
                ? Optional.of(ChatId.parse(channel.substring(TYPING.length())))
                : Optional.empty();
    }

    /// The pub/sub channel of a user's coming and going.
    public static String presence(UserId user) {
        return PRESENCE + user;
    }

    /// The user of such a channel; empty for any other one.
    public static Optional<UserId> presenceOf(String channel) {
        return channel.startsWith(PRESENCE)
                ? Optional.of(UserId.parse(channel.substring(PRESENCE.length())))
                : Optional.empty();
    }

    /// The hash of a user's connections: connection id → [Session].
    public static String sessions(UserId user) {
        return SESSIONS + user;
    }

    /// The user of such a key; empty for any other one.
    public static Optional<UserId> sessionsOf(String key) {
        return key.startsWith(SESSIONS)
                ? Optional.of(UserId.parse(key.substring(SESSIONS.length())))
                : Optional.empty();
    }

    /// The hash of the lanes at which a large chat has members online: lane number → [Interest].
    public static String channel(ChatId chat) {
        return "channel:" + chat;
    }

    /// A gateway's interest in a large chat; it counts as long as its lane's lease has the same
    /// epoch.
    ///
    /// @param number tells an interest from an earlier one of the same gateway in the same chat
    public record Interest(long epoch, long number) {
        /// The stored form.
        public String encode() {
            return epoch + "|" + number;
        }

        /// Reads the stored form; empty when it is none of ours.
        public static Optional<Interest> parse(String text) {
            String[] part = text.split("\\|", -1);
            try {
                return part.length == 2
                        ? Optional.of(
                                new Interest(Long.parseLong(part[0]), Long.parseLong(part[1])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /// A gateway's lease of a lane.
    ///
    /// @param epoch differs each time the lane is leased, so that old sessions stop counting
    /// @param ready false while the gateway registers its connections (again)
    /// @param expiresAtMs by Redis' own clock
    public record Lane(String gateway, long epoch, boolean ready, long expiresAtMs) {
        /// Whether a session of this epoch counts at this time by Redis' own clock.
        public boolean carries(long sessionEpoch, long redisMillis) {
            return epoch == sessionEpoch && expiresAtMs > redisMillis;
        }

        /// The stored form.
        public String encode() {
            return gateway + "|" + epoch + "|" + (ready ? 1 : 0) + "|" + expiresAtMs;
        }

        /// Reads the stored form; empty when it is none of ours.
        public static Optional<Lane> parse(String text) {
            String[] part = text.split("\\|", -1);
            try {
                return part.length == 4
                        ? Optional.of(
                                new Lane(
                                        part[0],
                                        Long.parseLong(part[1]),
                                        part[2].equals("1"),
                                        Long.parseLong(part[3])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /// How many sockets the gateway of a lane has.
    ///
    /// @param epoch the lane's when it was written
    public record Open(long epoch, int count) {
        /// The stored form.
        public String encode() {
            return epoch + "|" + count;
        }

        /// Reads the stored form; empty when it is none of ours.
        public static Optional<Open> parse(String text) {
            String[] part = text.split("\\|", -1);
            try {
                return part.length == 2
                        ? Optional.of(new Open(Long.parseLong(part[0]), Integer.parseInt(part[1])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /// One connection; it counts as long as its lane's lease has the same epoch.
    public record Session(int lane, long epoch, DeviceId device, Instant since) {
        /// The stored form.
        public String encode() {
            return lane + "|" + epoch + "|" + device + "|" + since.toEpochMilli();
        }

        /// Reads the stored form; empty when it is none of ours.
        public static Optional<Session> parse(String text) {
            String[] part = text.split("\\|", -1);
            try {
                return part.length == 4
                        ? Optional.of(
                                new Session(
                                        Integer.parseInt(part[0]),
                                        Long.parseLong(part[1]),
                                        DeviceId.parse(part[2]),
                                        Instant.ofEpochMilli(Long.parseLong(part[3]))))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
