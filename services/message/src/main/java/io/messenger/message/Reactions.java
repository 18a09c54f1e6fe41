package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which reactions the messages have that a batch reacts to, as far as it must be known: those that
/// the batch itself puts on or takes off, and of each kind how many there are, no further than the
/// batch could take off. It is looked up at once, and only when there are reactions in the batch.
final class Reactions {
    /// The most different reactions of one message.
    private static final int MAX_KINDS = 20;

    private final Set<Effects.Reaction> there = new HashSet<>();
    private final Map<Place, Map<String, Long>> kinds = new HashMap<>();

    private Reactions() {}

    static Reactions load(Connection connection, Collection<Batch.Entry> batch)
            throws SQLException {
        Reactions reactions = new Reactions();
        Set<Effects.Reaction> named = new HashSet<>();
        int most = 0;
        for (Batch.Entry entry : batch) {
            if (entry.command().op() instanceof Op.React react) {
                ChatId chat = entry.command().chatId();
                Place place = new Place(chat, react.target());
                UserId user = entry.command().senderId();
                named.add(new Effects.Reaction(place, react.emoji(), user));
                most++;
            }
        }
        if (most > 0) {
            reactions.there.addAll(ReactionStore.among(connection, named));
            ReactionStore.kinds(connection, named, most + 1).forEach(reactions::count);
        }
        return reactions;
    }

    private void count(ReactionStore.Kind kind) {
        kinds.computeIfAbsent(kind.place(), _ -> new HashMap<>()).put(kind.emoji(), kind.count());
    }

    /// Puts one on or takes it off.
    ///
    /// @return false when it is so already
    /// @throws ApiException `conflict` when the message has all the kinds that it may have
    boolean apply(Effects.Reaction reaction, boolean on) {
        if (on == there.contains(reaction)) {
            return false;
        }
        Map<String, Long> counts = kinds.computeIfAbsent(reaction.place(), _ -> new HashMap<>());
        if (on) {
            if (!counts.containsKey(reaction.emoji()) && counts.size() >= MAX_KINDS) {
                throw new ApiException(ErrorCode.CONFLICT, "It has all its reactions.");
            }
            there.add(reaction);
            counts.merge(reaction.emoji(), 1L, Long::sum);
        } else {
            there.remove(reaction);
            counts.computeIfPresent(reaction.emoji(), (_, n) -> n == 1 ? null : n - 1);
        }
        return true;
    }

    /// Whether the message has any now.
    boolean any(Place place) {
        return !kinds.getOrDefault(place, Map.of()).isEmpty();
    }
}
