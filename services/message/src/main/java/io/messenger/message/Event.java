package io.messenger.message;

import io.messenger.contracts.Route;

/// Something to deliver once the batch is committed.
///
/// @param route to whom
/// @param lane the partition to use when only one connection is meant, else [#EVERY_RECIPIENT]
/// @param frame the WebSocket frame, encoded once
// The frame is shared, never changed, and events are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Event(Route route, int lane, byte[] frame) {
    /// The lanes follow from the recipients' sessions.
    static final int EVERY_RECIPIENT = -1;

    static Event to(Route route, byte[] frame) {
        return new Event(route, EVERY_RECIPIENT, frame);
    }
}
