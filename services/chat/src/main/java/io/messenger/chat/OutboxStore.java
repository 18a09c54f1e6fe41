package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.Command;
import io.messenger.contracts.CommandWriter;
import io.messenger.platform.Rows;
import java.util.List;
import java.util.stream.Collectors;

/// The table `outbox`.
record OutboxStore(DbExecute db) {
    /// Any number that no other advisory lock in this database uses: "outbox", as letters.
    private static final long LOCK = 0x6f75_7462_6f78L;

    /// Adds a command, encoded once: each time it is published it is the same bytes.
    void add(Command command) {
        db.insert(
                "INSERT INTO outbox (chat_id, value) VALUES (CAST(? AS uuid), ?)",
                command.chatId().toString(),
                CommandWriter.bytes(command));
    }

    /// Makes this transaction the only publisher among all instances; gives up after 5 s.
    void lock() {
        db.get("SELECT set_config('lock_timeout', '5s', true)");
        db.get("SELECT 1 FROM pg_advisory_xact_lock(?)", LOCK);
    }

    /// Whether anything waits.
    boolean any() {
        return db.get("SELECT 1 FROM outbox LIMIT 1").isPresent();
    }

    /// The oldest row of each chat, oldest first.
    List<OutboxRow> firsts(int limit) {
        return Rows.list(
                db.query(
                        """
                        SELECT o.id, o.chat_id, o.value FROM outbox o
                        WHERE NOT EXISTS (
                            SELECT FROM outbox e WHERE e.chat_id = o.chat_id AND e.id < o.id)
                        ORDER BY o.id LIMIT ?
                        """,
                        limit),
                OutboxRow::of);
    }

    void delete(List<OutboxRow> rows) {
        db.delete(
                "DELETE FROM outbox WHERE id = ANY (CAST(? AS bigint[]))",
                rows.stream()
                        .map(row -> Long.toString(row.id()))
                        .collect(Collectors.joining(",", "{", "}")));
    }
}
