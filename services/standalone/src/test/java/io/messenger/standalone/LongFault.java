package io.messenger.standalone;

import java.time.Duration;
import java.util.Random;

/// Something that the long run does to the messenger.
///
/// @param kind as in the report
/// @param budget how soon after the deed all must be as before
/// @param deed returns when the fault is over
record LongFault(String kind, Duration budget, Deed deed) {
    /// The floor of the project's goal for a killed gateway; of all that shorter faults.
    static final Duration BUDGET = Duration.ofSeconds(30);

    /// A client that was refused again and again waits for up to 30 s.
    static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(45);

    /// What is done; whatever it leaves killed is started afterwards, by [Parts#heal].
    @FunctionalInterface
    interface Deed {
        void in(Parts parts, Talk talk, Random random) throws Exception;
    }

    static LongFault of(String kind, Deed deed) {
        return new LongFault(kind, BUDGET, deed);
    }
}
