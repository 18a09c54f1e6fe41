package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.proof.judge.Change;
import io.messenger.proof.judge.Entry;
import io.messenger.proof.judge.Evidence;
import io.messenger.proof.judge.Item;
import java.util.stream.Stream;

/// How much a run was about.
final class RunCounts {
    private RunCounts() {}

    private record Place(ChatId chat, long seq) {}

    /// The messages in the histories; a talk ends when all that were sent are acknowledged.
    static long messages(Evidence evidence) {
        return evidence.views().stream()
                .flatMap(view -> view.items().stream())
                .filter(Item::isMessage)
                .map(item -> new Place(item.chat(), item.seq()))
                .distinct()
                .count();
    }

    /// The changes that anybody was told of.
    static long changes(Evidence evidence) {
        return evidence.logs().stream()
                .flatMap(log -> log.entries().stream())
                .flatMap(entry ->
                        entry instanceof Entry.Pushed pushed
                                        && pushed.event() instanceof Change change
                                ? Stream.of(new Place(change.chat(), change.seq()))
                                : Stream.empty())
                .distinct()
                .count();
    }
}
