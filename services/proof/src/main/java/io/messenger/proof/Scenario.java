package io.messenger.proof;

import java.util.List;
import java.util.OptionalInt;

/// What is asked of a server all at once, each at its own rate whatever comes back.
///
/// @param talks what is said
/// @param pages of history read per second
/// @param returns devices per second that come back and fetch what they missed
/// @param marks read pointers moved per second
record Scenario(String name, List<Talk> talks, int pages, int returns, int marks) {
    static final List<String> NAMES =
            List.of(
                    "direct",
                    "groups-10",
                    "groups-100",
                    "room-1000",
                    "channel-10000",
                    "history",
                    "storm",
                    "mixed");

    private static final int FEW_PAIRS = 100;

    /// So many that no device comes back while its last socket is still there.
    private static final int MANY_PAIRS = 1000;

    /// One scenario at several rates.
    ///
    /// @param rates of what the scenario is about; none: its own
    /// @param pairs how many direct chats, where there is nothing else
    /// @throws IllegalArgumentException with a sentence for whoever typed them
    static List<Scenario> steps(String name, List<Integer> rates, OptionalInt pairs) {
        if (pairs.isPresent() && !name.equals("direct")) {
            throw new IllegalArgumentException("--pairs is for direct messages only");
        }
        List<OptionalInt> steps =
                rates.isEmpty()
                        ? List.of(OptionalInt.empty())
                        : rates.stream().map(OptionalInt::of).toList();
        return steps.stream().map(rate -> named(name, rate, pairs.orElse(FEW_PAIRS))).toList();
    }

    private static Scenario named(String name, OptionalInt rate, int pairs) {
        return switch (name) {
            case "direct" -> talk(name, Talk.direct(pairs, rate.orElse(2000)));
            case "groups-10" -> talk(name, Talk.group(100, 10, rate.orElse(500)));
            case "groups-100" -> talk(name, Talk.group(10, 100, rate.orElse(100)));
            case "room-1000" -> talk(name, Talk.group(1, 1000, rate.orElse(20)));
            case "channel-10000" -> talk(name, Talk.channel(10_000, rate.orElse(2)));
            case "history" -> new Scenario(name, quiet(FEW_PAIRS), rate.orElse(100), 0, 0);
            case "storm" -> new Scenario(name, quiet(MANY_PAIRS), 0, rate.orElse(400), 0);
            case "mixed" -> mixed(name, rate.orElse(500));
            default ->
                    throw new IllegalArgumentException(
                            "there is no scenario " + name + ", only " + NAMES);
        };
    }

    private static Scenario talk(String name, Talk talk) {
        return new Scenario(name, List.of(talk), 0, 0, 0);
    }

    /// Something is always said, so that there is something to read and to miss.
    private static List<Talk> quiet(int pairs) {
        return List.of(Talk.direct(pairs, 200));
    }

    /// Of a hundred messages 80 go to one person, 17 to groups of ten, 3 to groups of a hundred; a
    /// room of a thousand hears one a second. For a hundred messages ten pages of history are read,
    /// forty read pointers move and two devices come back.
    private static Scenario mixed(String name, int rate) {
        return new Scenario(
                name,
                List.of(
                        Talk.direct(FEW_PAIRS, share(rate, 80)),
                        Talk.group(50, 10, share(rate, 17)),
                        Talk.group(5, 100, share(rate, 3)),
                        Talk.group(1, 1000, 1)),
                share(rate, 10),
                share(rate, 2),
                share(rate, 40));
    }

    private static int share(int rate, int percent) {
        return Math.max(1, rate * percent / 100);
    }
}
