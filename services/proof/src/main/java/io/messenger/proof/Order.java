package io.messenger.proof;

/// The order in which messages come to one device: each place of the chat's log once, and without a
/// gap. One thread uses it.
final class Order {
    private final Tally tally;
    private long last;

    Order(Tally tally) {
        this.tally = tally;
    }

    /// Whether what stands at this place had not come before.
    boolean next(long place) {
        if (last != 0 && place <= last) {
            tally.repeated();
            return false;
        }
        if (last != 0 && place != last + 1) {
            tally.disordered();
        }
        last = place;
        return true;
    }

    /// The place of the last one; 0 before the first.
    long last() {
        return last;
    }
}
