package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What became of the messages of one chat, by the changes that anybody was told.
///
/// @param changes by their seqs; where devices were told different ones, the first one's
/// @param pending the targets of the changes that were asked for and never answered, each once for
///   each change: they may have been done or not
record Chronicle(NavigableMap<Long, Change> changes, List<Long> pending, Wishes wishes) {

    static Map<ChatId, Chronicle> ofAll(Evidence evidence, Wishes wishes) {
        Map<ChatId, NavigableMap<Long, Change>> told = new HashMap<>();
        Set<Wishes.Place> known = new HashSet<>(wishes.refused());
        changes(evidence)
                .forEach(change -> {
                    told.computeIfAbsent(change.chat(), _ -> new TreeMap<>())
                            .putIfAbsent(change.seq(), change);
                    known.add(Wishes.place(change));
                });
        Map<ChatId, Chronicle> all = new HashMap<>();
        for (ChatId chat : evidence.founders().keySet()) {
            List<Long> pending =
                    wishes.asked().entrySet().stream()
                            .filter(one -> one.getKey().chat().equals(chat))
                            .filter(one -> !known.contains(one.getKey()))
                            .filter(one -> !wishes.idle().contains(one.getKey().author()))
                            .map(one -> one.getValue().deed().target())
                            .toList();
            all.put(chat, new Chronicle(told.getOrDefault(chat, new TreeMap<>()), pending, wishes));
        }
        return all;
    }

    /// Every change that any device was told, as often as it was.
    static Stream<Change> changes(Evidence evidence) {
        return evidence.logs().stream()
                .flatMap(log -> log.entries().stream())
                .flatMap(entry ->
                        entry instanceof Entry.Pushed pushed
                                        && pushed.event() instanceof Change change
                                ? Stream.of(change)
                                : Stream.empty());
    }

    /// How a message was when the log was that long; empty when its first text is not known, or
    /// what was done to it.
    ///
    /// @param stored as the history has it
    Optional<State> stateAt(Item stored, long seq) {
        if (pending.contains(stored.seq())) {
            return Optional.empty();
        }
        return origin(stored).map(first -> after(first, changesOf(stored, seq)));
    }

    /// Whether a message ever was so, after the log was that long, or before it went on.
    boolean wasEver(Item stored, State state, long since) {
        if (pending.contains(stored.seq())) {
            return true;
        }
        return Stream.concat(Stream.of(since), changes.tailMap(since, false).keySet().stream())
                .flatMap(seq -> stateAt(stored, seq).stream())
                .anyMatch(state::looksLike);
    }

    private static State after(State first, Collection<Change> changes) {
        State state = first;
        for (Change change : changes) {
            state = state.after(change);
        }
        return state;
    }

    private List<Change> changesOf(Item stored, long to) {
        return changes.headMap(to, true).values().stream()
                .filter(change -> change.target() == stored.seq())
                .toList();
    }

    /// What the history has, unless that was changed: what was sent then.
    private Optional<State> origin(Item stored) {
        if (!stored.isMessage() || stored.state().changeSeq() == stored.seq()) {
            return Optional.of(State.said(stored.seq(), stored.state().text()));
        }
        return Optional.ofNullable(
                        wishes.sent().get(new Wishes.Place(stored.chat(), stored.author())))
                .map(sent -> State.said(stored.seq(), sent.text()));
    }
}
