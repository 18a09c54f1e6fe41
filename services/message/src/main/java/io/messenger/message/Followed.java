package io.messenger.message;

import io.messenger.platform.Trace;
import java.util.ArrayList;
import java.util.List;

/// What is followed of one batch: the ways of its commands until they are stored, and in each the
/// transaction that they share.
record Followed(List<Trace> ways, List<Trace> transactions) {
    static final Followed NOTHING = new Followed(List.of(), List.of());

    /// Begins the transaction of those that are followed.
    static Followed in(Batch batch) {
        List<Trace> ways = new ArrayList<>();
        List<Trace> transactions = new ArrayList<>();
        for (Batch.Entry entry : batch.fresh()) {
            Trace way = entry.way();
            if (way != null) {
                ways.add(way);
                transactions.add(
                        way.call("postgresql transaction").with("commands", batch.fresh().size()));
            }
        }
        return ways.isEmpty() ? NOTHING : new Followed(ways, transactions);
    }

    /// It is committed.
    void end() {
        transactions.forEach(Trace::end);
        ways.forEach(Trace::end);
    }
}
