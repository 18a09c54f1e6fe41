package io.messenger.message;

import io.messenger.contracts.Route;

/// Something to deliver once the batch is committed.
///
/// @param route to whom
/// @param lane the partition that reaches the connection that asked, or [#NOBODY]: it gets a record
///   also when none of the recipients' sessions is there, since a call over HTTP has no session
/// @param frame the WebSocket frame, encoded once
// The frame is shared, never changed, and events are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Event(Route route, int lane, byte[] frame) {
    /// No connection waits for it.
    static final int NOBODY = -1;

    static Event to(Route route, byte[] frame) {
        return new Event(route, NOBODY, frame);
    }
}
