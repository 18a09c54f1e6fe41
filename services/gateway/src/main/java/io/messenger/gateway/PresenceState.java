package io.messenger.gateway;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a user is online.
///
/// @param lastSeen when an offline user was, as far as it is known
record PresenceState(boolean online, @Nullable Instant lastSeen) {
    static final PresenceState ONLINE = new PresenceState(true, null);
    static final PresenceState OFFLINE = new PresenceState(false, null);

    static PresenceState offline(Instant lastSeen) {
        return new PresenceState(false, lastSeen);
    }

    /// The published form.
    String encode() {
        return online ? "1" : lastSeen == null ? "0" : "0|" + lastSeen.toEpochMilli();
    }

    /// Reads the published form; empty when it is none of ours.
    static Optional<PresenceState> parse(String text) {
        try {
            return switch (text) {
                case "1" -> Optional.of(ONLINE);
                case "0" -> Optional.of(OFFLINE);
                default ->
                        text.startsWith("0|")
                                ? Optional.of(
                                        offline(
                                                Instant.ofEpochMilli(
                                                        Long.parseLong(text.substring(2)))))
                                : Optional.empty();
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
