package io.messenger.chat;

import java.util.List;

/// Takes commands out of this service.
@FunctionalInterface
interface Publisher {
    /// Publishes what it can, and returns the rows that are acknowledged: they are safe for ever.
    /// The others may be stored too; publishing them again is harmless.
    List<OutboxRow> publish(List<OutboxRow> rows);
}
