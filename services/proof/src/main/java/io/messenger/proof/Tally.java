package io.messenger.proof;

import java.util.BitSet;
import org.HdrHistogram.Histogram;

/// What became of each message: when its echo came to the sender and when the others got it,
/// counted from when it was due, so that waiting to be sent is latency too. Threads share it.
final class Tally {
    private static final long LONGEST_MICROS = 600_000_000L;

    private final int messages;
    private final int recipients;
    private final int firstMeasured;
    private final BitSet echoed = new BitSet();
    private final long[] places;
    private Schedule schedule = new Schedule(0, 1, 0);
    final Histogram echoMicros = new Histogram(LONGEST_MICROS, 3);
    final Histogram deliveryMicros = new Histogram(LONGEST_MICROS, 3);
    private Histogram recentMicros = new Histogram(LONGEST_MICROS, 3);
    private int repeated;
    private int disordered;
    private Counts counts = new Counts(0, 0);

    /// @param messages how many will be sent
    /// @param firstMeasured those before it warm up
    /// @param recipients who gets each, beside its sender
    Tally(int messages, int firstMeasured, int recipients) {
        this.messages = messages;
        this.firstMeasured = firstMeasured;
        this.recipients = recipients;
        this.places = new long[messages];
    }

    /// @param stored messages whose sender knows that they are
    /// @param delivered how often one came to a recipient
    record Counts(long stored, long delivered) {
        Counts since(Counts before) {
            return new Counts(stored - before.stored, delivered - before.delivered);
        }

        Counts plus(Counts other) {
            return new Counts(stored + other.stored, delivered + other.delivered);
        }
    }

    synchronized void begin(Schedule begun) {
        schedule = begun;
    }

    /// The sender knows that it is stored.
    ///
    /// @param place in the log of its chat, at which all see it
    synchronized void echoed(int number, long place, long now) {
        if (echoed.get(number)) {
            repeated++;
        } else if (stands(number, place)) {
            echoed.set(number);
            counts = counts.plus(new Counts(1, 0));
            record(number, now, echoMicros);
        }
    }

    /// A recipient got it for the first time.
    synchronized void received(int number, long place, long now) {
        if (stands(number, place)) {
            counts = counts.plus(new Counts(0, 1));
            record(number, now, deliveryMicros);
        }
    }

    /// A device got again what it had.
    synchronized void repeated() {
        repeated++;
    }

    /// An event that was not the next one of its chat's log.
    synchronized void disordered() {
        disordered++;
    }

    /// A message that stands at two places was stored twice.
    private boolean stands(int number, long place) {
        if (places[number] == 0) {
            places[number] = place;
        } else if (places[number] != place) {
            repeated++;
            return false;
        }
        return true;
    }

    private void record(int number, long now, Histogram micros) {
        long waited = Math.clamp((now - schedule.due(number)) / 1000, 0, LONGEST_MICROS);
        recentMicros.recordValue(waited);
        if (number >= firstMeasured) {
            micros.recordValue(waited);
        }
    }

    /// Echoes and deliveries since it was last asked, the warm-up's too.
    synchronized Histogram takeRecent() {
        Histogram taken = recentMicros;
        recentMicros = new Histogram(LONGEST_MICROS, 3);
        return taken;
    }

    synchronized boolean complete() {
        return lost() == 0;
    }

    /// Echoes and deliveries that never came.
    synchronized long lost() {
        return messages * (1L + recipients) - counts.stored() - counts.delivered();
    }

    synchronized int repeatedCount() {
        return repeated;
    }

    synchronized int disorderedCount() {
        return disordered;
    }

    /// Of all messages so far, the warm-up's too.
    synchronized Counts counts() {
        return counts;
    }

    synchronized boolean faultless() {
        return lost() == 0 && repeated == 0 && disordered == 0;
    }
}
