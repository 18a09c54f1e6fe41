package io.messenger.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Profiles as somebody sees them: with the time at which their users were last online, if they let
/// the one who asks know it.
record ShownProfiles(Database database, Privacy privacy) {
    private static final Logger LOG = LoggerFactory.getLogger(ShownProfiles.class);

    /// A profile as it is answered.
    ///
    /// @param locale only of one's own
    record Shown(
            @JsonUnwrapped Profile profile, @Nullable String locale, @Nullable Instant lastSeen) {}

    /// The caller's own.
    Shown own(OwnProfile profile) {
        LastSeenStore.Seen seen = seen(List.of(profile.userId())).get(profile.userId());
        return new Shown(profile.shown(), profile.locale(), seen == null ? null : seen.at());
    }

    Shown to(Viewer caller, Profile profile) {
        return to(caller, List.of(profile)).getFirst();
    }

    List<Shown> to(Viewer caller, List<Profile> profiles) {
        Map<UserId, LastSeenStore.Seen> seen =
                seen(profiles.stream().map(Profile::userId).toList());
        Set<UserId> visible = visible(caller, seen);
        return profiles.stream()
                .map(profile -> {
                    LastSeenStore.Seen one =
                            visible.contains(profile.userId()) ? seen.get(profile.userId()) : null;
                    return new Shown(profile, null, one == null ? null : one.at());
                })
                .toList();
    }

    /// Nobody but oneself when it cannot be told: a profile is shown all the same.
    private Set<UserId> visible(Viewer caller, Map<UserId, LastSeenStore.Seen> seen) {
        Map<UserId, SeenBy> by = new HashMap<>();
        seen.forEach((user, one) -> by.put(user, one.by()));
        try {
            return privacy.visible(caller, by);
        } catch (IOException e) {
            LOG.warn("last seen is not shown: {}", e.toString());
            return Set.of(caller.userId());
        }
    }

    private Map<UserId, LastSeenStore.Seen> seen(List<UserId> users) {
        return users.isEmpty() ? Map.of() : database.read(db -> LastSeenStore.find(db, users));
    }
}
