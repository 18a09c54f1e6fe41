package io.messenger.user;

import io.messenger.contracts.DisplayName;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Profiles as somebody sees them: with the time at which their users were last online.
record ShownProfiles(Database database) {
    /// A profile as it is answered.
    record Shown(
            UserId userId,
            Username username,
            DisplayName displayName,
            @Nullable String about,
            @Nullable Instant lastSeen) {}

    Shown to(UserId viewer, Profile profile) {
        return to(viewer, List.of(profile)).getFirst();
    }

    /// @param viewer who will be asked for, once users may hide when they were online
    List<Shown> to(UserId viewer, List<Profile> profiles) {
        List<UserId> users = profiles.stream().map(Profile::userId).toList();
        Map<UserId, Instant> seen =
                users.isEmpty() ? Map.of() : database.read(db -> LastSeenStore.find(db, users));
        return profiles.stream()
                .map(profile ->
                        new Shown(
                                profile.userId(),
                                profile.username(),
                                profile.displayName(),
                                profile.about(),
                                seen.get(profile.userId())))
                .toList();
    }
}
