package io.messenger.proof;

import java.util.List;
import java.util.Optional;

/// All who are there in a measurement, and what they do.
///
/// @param talks the chats of each talk of the scenario
/// @param habits what people do beside writing
/// @param logins of others, if somebody logs in meanwhile
record Crowd(
        List<? extends List<? extends Conversation>> talks,
        List<Habit> habits,
        Optional<Logins> logins)
        implements AutoCloseable {

    /// Something that is done at a rate.
    ///
    /// @param timings of that which is answered
    record Habit(String name, int rate, Optional<Timings> timings, Activity.Action action) {}

    Logins.Counts loginCounts() {
        return logins.map(Logins::counts).orElse(new Logins.Counts(0, 0));
    }

    @Override
    public void close() {
        logins.ifPresent(Logins::close);
    }
}
