package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// How the commands of a batch ended: counted here while it is applied, and shown once it is
/// committed.
final class Tally {
    /// @param op the command's name
    /// @param outcome `applied`, `unchanged`, `repeated`, or the code of the refusal
    record Ended(String op, String outcome) {}

    private final Map<Ended, Integer> counts = new HashMap<>();

    /// It changed the log, or nothing.
    void done(Command command, boolean changed) {
        add(command, changed ? "applied" : "unchanged");
    }

    /// It was there before.
    void repeated(Command command) {
        add(command, "repeated");
    }

    void refused(Command command, ErrorCode code) {
        add(command, code.wire());
    }

    private void add(Command command, String outcome) {
        counts.merge(new Ended(command.op().name(), outcome), 1, Integer::sum);
    }

    void forEach(BiConsumer<Ended, Integer> taker) {
        counts.forEach(taker);
    }
}
