package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.UserId;
import io.messenger.platform.Peer;
import io.messenger.platform.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may see whether whom is online, as the user service says: kept until that changes, and no
/// longer than some minutes, in case that nobody heard of the change.
///
/// Threads share it; its lock is never held across I/O.
final class Sights implements AutoCloseable {
    /// The most pairs; the oldest are forgotten.
    private static final int MOST = 100_000;

    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Peer users;
    private final Clock clock;

    /// The oldest first.
    private final Map<Pair, Known> known = new LinkedHashMap<>();

    private final Set<Question> open = new HashSet<>();

    Sights(Peer users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /// As `user.uri` answers.
    static Sights of(Settings settings, Clock clock) {
        return new Sights(new Peer(settings.uri("user.uri"), PATIENCE), clock);
    }

    /// Who looks, and at whom.
    record Pair(UserId viewer, UserId user) {}

    private record Known(boolean visible, Instant at) {}

    /// A question under way; compared by identity.
    private static final class Question {
        private final UserId viewer;
        private final Set<UserId> users;

        /// What was forgotten since it was asked: the answer may be older than that.
        private final Set<UserId> stale = new HashSet<>();

        Question(UserId viewer, Set<UserId> users) {
            this.viewer = viewer;
            this.users = users;
        }
    }

    synchronized Sight of(UserId viewer, UserId user) {
        Known one = known.get(new Pair(viewer, user));
        return one == null ? Sight.UNKNOWN : one.visible() ? Sight.SEEN : Sight.HIDDEN;
    }

    /// Asks about those of whom it is not known.
    ///
    /// @throws IOException when the user service does not answer; they stay unknown
    void ask(UserId viewer, String token, Collection<UserId> about) throws IOException {
        Question question = begin(viewer, about);
        if (question == null) {
            return;
        }
        Set<UserId> visible = null;
        try {
            visible =
                    users.post(
                            token,
                            "/internal/v1/visible",
                            Map.of("ids", question.users),
                            answer -> ids(answer.array("visible")));
        } finally {
            end(question, visible);
        }
    }

    private synchronized @Nullable Question begin(UserId viewer, Collection<UserId> about) {
        Set<UserId> unknown = new HashSet<>(about);
        unknown.removeIf(user -> known.containsKey(new Pair(viewer, user)));
        if (unknown.isEmpty()) {
            return null;
        }
        Question question = new Question(viewer, unknown);
        open.add(question);
        return question;
    }

    /// @param visible null when there was no answer
    private synchronized void end(Question question, @Nullable Set<UserId> visible) {
        open.remove(question);
        if (visible == null) {
            return;
        }
        Instant now = clock.instant();
        for (UserId user : question.users) {
            if (!question.stale.contains(user)) {
                Pair pair = new Pair(question.viewer, user);
                known.remove(pair);
                known.put(pair, new Known(visible.contains(user), now));
            }
        }
        Iterator<Pair> oldest = known.keySet().iterator();
        while (known.size() > MOST && oldest.hasNext()) {
            Pair _ = oldest.next();
            oldest.remove();
        }
    }

    /// Forgets what is known of these pairs.
    ///
    /// @return what was known
    synchronized Map<Pair, Sight> forget(Collection<Pair> pairs) {
        Map<Pair, Sight> before = new HashMap<>();
        for (Pair pair : pairs) {
            before.put(pair, of(pair.viewer(), pair.user()));
            known.remove(pair);
            for (Question question : open) {
                if (question.viewer.equals(pair.viewer())) {
                    question.stale.add(pair.user());
                }
            }
        }
        return before;
    }

    /// Forgets who may see a user.
    synchronized void forget(UserId user) {
        known.keySet().removeIf(pair -> pair.user().equals(user));
        open.forEach(question -> question.stale.add(user));
    }

    /// Forgets what is too old.
    ///
    /// @return what that was
    synchronized List<Pair> forgetOld() {
        Instant before = clock.instant().minus(KEEP);
        List<Pair> old = new ArrayList<>();
        for (Map.Entry<Pair, Known> one : known.entrySet()) {
            if (one.getValue().at().isAfter(before)) {
                break;
            }
            old.add(one.getKey());
        }
        old.forEach(known::remove);
        return old;
    }

    @Override
    public void close() {
        users.close();
    }

    private static Set<UserId> ids(JsonNode list) {
        Set<UserId> ids = new HashSet<>();
        list.forEach(id -> ids.add(UserId.parse(id.asText())));
        return ids;
    }
}
