package io.messenger.message;

import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the log has under the keys of a batch. Entries and changes have keys apart: a change never
/// has to be looked for among all messages, nor a message among the changes.
record Stored(Map<Key, Message> entries, Map<Key, Operation> operations) {
    /// Nothing was asked.
    static final Stored NONE = new Stored(Map.of(), Map.of());

    /// Whether what an op leaves is not an entry of its own: it is found among the operations.
    static boolean isOperation(Op op) {
        return op instanceof Op.Change || op instanceof Op.Keep;
    }

    /// The seq under a key; the last of all when there is none.
    long seq(Key key) {
        Message entry = entries.get(key);
        if (entry != null) {
            return entry.seq();
        }
        Operation operation = operations.get(key);
        return operation == null ? Long.MAX_VALUE : operation.seq();
    }

    static Stored read(Connection connection, Batch batch) throws SQLException {
        Map<Boolean, Set<Key>> keys =
                batch.commands()
                        .collect(
                                Collectors.partitioningBy(
                                        command -> isOperation(command.op()),
                                        Collectors.mapping(Key::of, Collectors.toSet())));
        return new Stored(
                LogStore.stored(connection, keys.getOrDefault(false, Set.of())),
                OperationRow.stored(connection, keys.getOrDefault(true, Set.of())));
    }
}
