package io.messenger.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The topics: their names, partitions and how long they keep records.
public final class Topics {
    /// Commands, keyed by chat: the log's one entrance, and what a restored database is replayed
    /// from.
    public static final String SEND = "message.send";

    /// Frames for gateways: one partition per lane, partition 0 for all of them.
    public static final String DELIVERED = "message.delivered";

    /// Commands that can never be applied, with the reason in headers.
    public static final String DEAD_LETTERS = "message.send.dlq";

    /// Sessions that ended before their tokens did.
    public static final String REVOKED = "session.revoked";

    /// Public profiles that changed.
    public static final String USER_CHANGED = "user.changed";

    /// When users were last online.
    public static final String USER_SEEN = "user.seen";

    /// Whose presence others may see has changed.
    public static final String PRIVACY_CHANGED = "privacy.changed";

    /// Changed profiles on their way to those who share a chat with their users.
    public static final String PROFILE_NEWS = "profile.news";

    /// Lanes a gateway can lease: the number of gateways at most. Partition 0 is not a lane.
    public static final int LANES = 64;

    private Topics() {}

    /// A topic as it must exist before a service uses it.
    ///
    /// @param retention how long a record is kept
    public record Spec(String name, int partitions, Duration retention) {
        /// The topic's settings in Kafka's own words.
        public Map<String, String> settings() {
            return Map.of("retention.ms", Long.toString(retention.toMillis()));
        }
    }

    /// All topics.
    ///
    /// @param sendPartitions partitions of [#SEND]: 12 on a laptop, 48 in a cluster; never changed
    ///   afterwards, for it would part a chat's commands
    public static List<Spec> all(int sendPartitions) {
        return List.of(
                new Spec(SEND, sendPartitions, Duration.ofDays(7)),
                new Spec(DELIVERED, 1 + LANES, Duration.ofMinutes(10)),
                new Spec(DEAD_LETTERS, 1, Duration.ofDays(30)),
                revoked(),
                userChanged(),
                userSeen(),
                privacyChanged(),
                new Spec(PROFILE_NEWS, 1, Duration.ofHours(1)));
    }

    /// [#REVOKED] alone, for the service that writes it.
    public static Spec revoked() {
        return new Spec(REVOKED, 1, Duration.ofHours(1));
    }

    /// [#USER_SEEN] alone, for the service that reads it.
    public static Spec userSeen() {
        return new Spec(USER_SEEN, 4, Duration.ofDays(1));
    }

    /// [#PRIVACY_CHANGED] alone, for the services that write it.
    public static Spec privacyChanged() {
        return new Spec(PRIVACY_CHANGED, 1, Duration.ofHours(1));
    }

    /// [#USER_CHANGED] alone, for the service that writes it.
    public static Spec userChanged() {
        return new Spec(USER_CHANGED, 1, Duration.ofHours(1));
    }
}
