package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Page;
import io.messenger.platform.StatePublisher;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The profiles of all users. Threads share it.
final class Profiles {
    private final Database database;
    private final StatePublisher changes;

    Profiles(Database database, StatePublisher changes) {
        this.database = database;
        this.changes = changes;
    }

    /// Makes the profile of a new user. When it is there already it stays as it is, so a repeated
    /// call does not undo what the user has changed since.
    ///
    /// @return the profile that is there now
    Profile make(Profile wanted) {
        boolean added =
                database.write(db -> {
                    boolean isNew = ProfileStore.add(db, wanted);
                    if (isNew) {
                        SearchStore.index(db, wanted);
                    }
                    return isNew;
                });
        if (added) {
            publish(wanted);
        }
        return added ? wanted : own(wanted.userId());
    }

    /// The user's own profile.
    ///
    /// @throws ApiException `unavailable` while it is still to be made: registration does not wait
    ///   for it
    Profile own(UserId user) {
        return database.read(db -> ProfileStore.find(db, user)).orElseThrow(Profiles::notYet);
    }

    /// Anybody's profile.
    ///
    /// @throws ApiException `not_found`
    Profile of(UserId user) {
        return database.read(db -> ProfileStore.find(db, user))
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such user."));
    }

    /// Those of `users` that exist, in no order.
    List<Profile> of(Collection<UserId> users) {
        return database.read(db -> ProfileStore.find(db, users));
    }

    /// What a user wants to change.
    ///
    /// @param displayName the new one, or null to keep it
    /// @param about the new one, empty for none, or null to keep it
    record Change(@Nullable DisplayName displayName, @Nullable String about) {
        Profile of(Profile before) {
            return new Profile(
                    before.userId(),
                    before.username(),
                    displayName == null ? before.displayName() : displayName,
                    about == null ? before.about() : About.of(about));
        }
    }

    /// Changes the user's own profile and tells everybody, even when nothing is new: who missed it
    /// the last time is told again.
    ///
    /// @throws ApiException as [#own]
    Profile change(UserId user, Change change) {
        Profile changed =
                database.write(db -> {
                    Profile before = ProfileStore.lock(db, user).orElseThrow(Profiles::notYet);
                    Profile after = change.of(before);
                    if (!after.equals(before)) {
                        ProfileStore.update(db, after);
                        SearchStore.index(db, after);
                    }
                    return after;
                });
        publish(changed);
        return changed;
    }

    /// A page of the profiles with a name that begins with `prefix`, which is folded already.
    Page<Profile> search(String prefix, SearchCursor after, int limit) {
        List<SearchStore.Hit> hits =
                database.read(db -> SearchStore.find(db, prefix, after, limit + 1));
        List<SearchStore.Hit> page = hits.subList(0, Math.min(limit, hits.size()));
        String next = null;
        if (hits.size() > limit) {
            SearchStore.Hit last = page.getLast();
            next = new SearchCursor(last.term(), last.profile().userId()).text();
        }
        return new Page<>(page.stream().map(SearchStore.Hit::profile).toList(), next);
    }

    private void publish(Profile profile) {
        changes.publish(profile.userId().toString(), Json.bytes(profile));
    }

    private static ApiException notYet() {
        return ApiException.later(
                ErrorCode.UNAVAILABLE, "Your profile is being made.", Duration.ofSeconds(1));
    }
}
