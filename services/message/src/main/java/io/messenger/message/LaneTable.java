package io.messenger.message;

import io.messenger.contracts.Registry;
import io.messenger.contracts.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The table of lanes as last read, and whether it can be trusted: only a table that was whole for
/// a lease's time shows every gateway, since each renews its lane within that time.
///
/// Used by the emitter's thread alone.
final class LaneTable {
    private Map<Integer, Registry.Lane> lanes = Map.of();
    private long readAtMs;
    private long wholeSince;
    private boolean whole;

    /// Takes the table as it was read.
    ///
    /// @param redisMillis the time by Redis' own clock, which leases end by
    void take(Map<String, String> table, long redisMillis) {
        Map<Integer, Registry.Lane> next = parse(table);
        boolean vanished = !next.keySet().containsAll(lanes.keySet());
        boolean nobody = next.values().stream().noneMatch(lane -> lane.expiresAtMs() > redisMillis);
        if (nobody
                || vanished
                || next.values().stream().anyMatch(lane -> doubtful(lane, redisMillis))) {
            // Without any gateway there are no recipients, or all of them are cut off from Redis.
            disturbed();
        } else if (!whole) {
            whole = true;
            wholeSince = System.nanoTime();
        }
        lanes = next;
        readAtMs = redisMillis;
    }

    /// A gateway that registers its sockets now, or one whose lease ran out lately: it may be cut
    /// off from Redis with living sockets.
    private static boolean doubtful(Registry.Lane lane, long redisMillis) {
        long overdue = redisMillis - lane.expiresAtMs();
        return overdue < 0 ? !lane.ready() : overdue < Registry.SWEEP.toMillis();
    }

    /// Redis did not answer, or what it answered has a hole.
    void disturbed() {
        whole = false;
    }

    /// Whether everybody who is connected can be found through the registry now.
    boolean trusted() {
        return whole && System.nanoTime() - wholeSince > Registry.LEASE.toNanos();
    }

    /// Whether a lane is leased under this epoch.
    boolean alive(int number, long epoch) {
        Registry.Lane lane = lanes.get(number);
        return lane != null && lane.epoch() == epoch && lane.expiresAtMs() > readAtMs;
    }

    /// The lanes among those of a large chat that count.
    Set<Integer> interested(Map<String, String> entries) {
        Set<Integer> found = new HashSet<>();
        lanes.keySet()
                .forEach(number -> {
                    String entry = entries.get(Integer.toString(number));
                    if (entry != null) {
                        Registry.Interest.parse(entry)
                                .filter(interest -> alive(number, interest.epoch()))
                                .ifPresent(_ -> found.add(number));
                    }
                });
        return found;
    }

    private static Map<Integer, Registry.Lane> parse(Map<String, String> table) {
        Map<Integer, Registry.Lane> lanes = new HashMap<>();
        for (int number = 1; number <= Topics.LANES; number++) {
            String entry = table.get(Integer.toString(number));
            if (entry != null) {
                int lane = number;
                Registry.Lane.parse(entry).ifPresent(parsed -> lanes.put(lane, parsed));
            }
        }
        return lanes;
    }
}
