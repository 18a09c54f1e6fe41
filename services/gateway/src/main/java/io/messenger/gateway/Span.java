package io.messenger.gateway;

/// For which seqs of a chat a user is a member: after `since`, up to `until`.
record Span(long since, long until) {
    private static final long STILL = Long.MAX_VALUE;

    static Span from(long since) {
        return new Span(since, STILL);
    }

    Span until(long last) {
        return new Span(since, last);
    }

    boolean covers(long seq) {
        return since < seq && seq <= until;
    }

    /// The seq of the latest joining or leaving that it knows of.
    long asOf() {
        return until == STILL ? since : until;
    }
}
