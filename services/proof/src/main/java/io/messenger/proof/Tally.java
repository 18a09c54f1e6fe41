package io.messenger.proof;

import java.util.BitSet;
import org.HdrHistogram.Histogram;

/// What became of each message: when its echo came to the sender and when the other one got it,
/// counted from when it was due, so that waiting to be sent is latency too. Threads share it.
final class Tally {
    private static final long LONGEST_MICROS = 600_000_000L;

    private final int messages;
    private final BitSet echoed = new BitSet();
    private final BitSet received = new BitSet();
    private final int firstMeasured;
    private Schedule schedule = new Schedule(0, 1, 0);
    final Histogram echoMicros = new Histogram(LONGEST_MICROS, 3);
    final Histogram deliveryMicros = new Histogram(LONGEST_MICROS, 3);
    private Histogram recentMicros = new Histogram(LONGEST_MICROS, 3);
    private int repeated;
    private int disordered;
    private long deliveriesMeasured;

    /// @param messages how many will be sent
    /// @param firstMeasured those before it warm up
    Tally(int messages, int firstMeasured) {
        this.messages = messages;
        this.firstMeasured = firstMeasured;
    }

    synchronized void begin(Schedule begun) {
        schedule = begun;
    }

    synchronized void echoed(int number, long now) {
        count(number, now, echoed, echoMicros);
    }

    synchronized void received(int number, long now) {
        if (count(number, now, received, deliveryMicros)) {
            deliveriesMeasured++;
        }
    }

    /// An event that was not the next one of its chat's log.
    synchronized void disordered() {
        disordered++;
    }

    private boolean count(int number, long now, BitSet seen, Histogram micros) {
        if (seen.get(number)) {
            repeated++;
            return false;
        }
        seen.set(number);
        long waited = Math.min((now - schedule.due(number)) / 1000, LONGEST_MICROS);
        recentMicros.recordValue(waited);
        if (number < firstMeasured) {
            return false;
        }
        micros.recordValue(waited);
        return true;
    }

    /// Echoes and deliveries since it was last asked, the warm-up's too.
    synchronized Histogram takeRecent() {
        Histogram taken = recentMicros;
        recentMicros = new Histogram(LONGEST_MICROS, 3);
        return taken;
    }

    synchronized boolean complete() {
        return echoed.cardinality() == messages && received.cardinality() == messages;
    }

    int messages() {
        return messages;
    }

    /// Messages that one of the two never saw.
    synchronized int lost() {
        return 2 * messages - echoed.cardinality() - received.cardinality();
    }

    synchronized int repeatedCount() {
        return repeated;
    }

    synchronized int disorderedCount() {
        return disordered;
    }

    /// Deliveries of the measured messages so far.
    synchronized long deliveries() {
        return deliveriesMeasured;
    }
}
