package io.messenger.standalone;

import java.io.IOException;
import java.time.Duration;

/// A gateway takes no more sockets now, and says when to come back.
final class ComeBackLaterException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Duration after;

    ComeBackLaterException(Duration after) {
        super("come back after " + after);
        this.after = after;
    }

    Duration after() {
        return after;
    }
}
