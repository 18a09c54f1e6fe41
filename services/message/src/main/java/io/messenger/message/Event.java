package io.messenger.message;

import io.messenger.contracts.Route;
import io.messenger.platform.Trace;
import org.jspecify.annotations.Nullable;

/// Something to deliver once the batch is committed.
///
/// @param route to whom
/// @param lane the partition that reaches the connection that asked, or [#NOBODY]: it gets a record
///   also when none of the recipients' sessions is there, since a call over HTTP has no session
/// @param frame the WebSocket frame, encoded once
/// @param way of the command that made it, when somebody follows it
// The frame is shared, never changed, and events are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Event(Route route, int lane, byte[] frame, @Nullable Trace way) {
    /// No connection waits for it.
    static final int NOBODY = -1;

    Event(Route route, int lane, byte[] frame) {
        this(route, lane, frame, null);
    }

    static Event to(Route route, byte[] frame) {
        return new Event(route, NOBODY, frame);
    }
}
