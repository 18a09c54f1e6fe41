package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.EntityTag;
import io.messenger.platform.Page;
import io.messenger.platform.Precondition;
import io.messenger.platform.StatePublisher;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

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
    OwnProfile make(OwnProfile wanted) {
        boolean added =
                database.write(db -> {
                    boolean isNew = ProfileStore.add(db, wanted);
                    if (isNew) {
                        SearchStore.index(db, wanted.shown());
                    }
                    return isNew;
                });
        if (added) {
            publish(wanted.shown());
        }
        return added ? wanted : own(wanted.userId());
    }

    /// The user's own profile.
    ///
    /// @throws ApiException `unavailable` while it is still to be made: registration does not wait
    ///   for it
    OwnProfile own(UserId user) {
        return database.read(db -> ProfileStore.find(db, user)).orElseThrow(Profiles::notYet);
    }

    /// Anybody's profile.
    ///
    /// @throws ApiException `not_found`
    Profile of(UserId user) {
        return database.read(db -> ProfileStore.find(db, user))
                .map(OwnProfile::shown)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such user."));
    }

    /// Those of `users` that exist, in no order.
    List<Profile> of(Collection<UserId> users) {
        return database.read(db -> ProfileStore.find(db, users));
    }

    /// What becomes of a profile, which is locked meanwhile.
    @FunctionalInterface
    interface Change {
        OwnProfile of(DbExecute db, OwnProfile before);
    }

    /// Changes the user's own profile and tells everybody, even when nothing is new: who missed it
    /// the last time is told again.
    ///
    /// @throws ApiException as [#own], and as [Precondition#demand]
    OwnProfile change(UserId user, Precondition precondition, Change change) {
        OwnProfile changed =
                database.write(db -> {
                    OwnProfile before = ProfileStore.lock(db, user).orElseThrow(Profiles::notYet);
                    precondition.demand(EntityTag.of(before.version()));
                    OwnProfile after = change.of(db, before);
                    if (after.equals(before)) {
                        return before;
                    }
                    OwnProfile next = after.next();
                    ProfileStore.update(db, next);
                    if (!next.displayName().equals(before.displayName())) {
                        SearchStore.index(db, next.shown());
                    }
                    return next;
                });
        publish(changed.shown());
        return changed;
    }

    /// Removes all that is kept of a user. Nothing to remove is no failure.
    void remove(UserId user) {
        database.write(db -> ProfileStore.remove(db, user) + LastSeenStore.remove(db, user));
    }

    /// A page of the profiles with a name that begins with `prefix`, which is folded already. It
    /// may have few hits, or none, though more follow: what it reads is bounded.
    Page<Profile> search(String prefix, SearchCursor after, int limit) {
        SearchStore.Found found =
                database.read(db -> SearchStore.find(db, prefix, after, limit + 1));
        List<SearchStore.Hit> hits = found.hits();
        List<SearchStore.Hit> page = hits.subList(0, Math.min(limit, hits.size()));
        SearchCursor next = found.end();
        if (hits.size() > limit) {
            SearchStore.Hit last = page.getLast();
            next = new SearchCursor(last.term(), last.profile().userId());
        }
        return new Page<>(
                page.stream().map(SearchStore.Hit::profile).toList(),
                next == null ? null : next.text());
    }

    private void publish(Profile profile) {
        changes.publish(profile.userId().toString(), Json.bytes(profile));
    }

    /// The refusal of who is registered and has no profile yet.
    static ApiException notYet() {
        return ApiException.later(
                ErrorCode.UNAVAILABLE, "Your profile is being made.", Duration.ofSeconds(1));
    }
}
