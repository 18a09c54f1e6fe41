package io.messenger.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Profiles as somebody sees them: with the time at which their users were last online, if they let
/// the one who asks know it.
record ShownProfiles(Database database) {
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

    Shown to(UserId caller, Profile profile) {
        return to(caller, List.of(profile)).getFirst();
    }

    List<Shown> to(UserId caller, List<Profile> profiles) {
        Map<UserId, LastSeenStore.Seen> seen =
                seen(profiles.stream().map(Profile::userId).toList());
        return profiles.stream()
                .map(profile ->
                        new Shown(
                                profile,
                                null,
                                at(caller, profile.userId(), seen.get(profile.userId()))))
                .toList();
    }

    private Map<UserId, LastSeenStore.Seen> seen(List<UserId> users) {
        return users.isEmpty() ? Map.of() : database.read(db -> LastSeenStore.find(db, users));
    }

    private static @Nullable Instant at(
            UserId caller, UserId user, LastSeenStore.@Nullable Seen seen) {
        if (seen == null) {
            return null;
        }
        boolean shown =
                user.equals(caller)
                        || switch (seen.by()) {
                            case EVERYONE -> true;
                            case NOBODY -> false;
                        };
        return shown ? seen.at() : null;
    }
}
