package io.messenger.gateway.socket;

import io.messenger.gateway.socket.OutboundFrame.Kind;
import org.jspecify.annotations.Nullable;

/// What waits for one peer, in order. Holds no memory of its own while empty. Not thread-safe: an
/// [Outbox] guards it with its lock.
final class FrameQueue {
    /// What became of a frame.
    enum Offer {
        QUEUED,
        COALESCED,
        DROPPED,
        OVERFLOW
    }

    private static final class Entry {
        private final OutboundFrame frame;
        private final boolean exempt;
        private final long since;
        private @Nullable Entry next;

        Entry(OutboundFrame frame, boolean exempt, long since) {
            this.frame = frame;
            this.exempt = exempt;
            this.since = since;
        }
    }

    private final OutboxLimits limits;
    private @Nullable Entry head;
    private @Nullable Entry tail;
    private int frames;
    private int bytes;
    private int takenFrames;
    private int takenBytes;
    private boolean takenExempt;

    FrameQueue(OutboxLimits limits) {
        this.limits = limits;
    }

    /// An exempt frame counts against no limit and is never dropped.
    Offer offer(OutboundFrame frame, boolean exempt, long now) {
        Offer offer = Offer.QUEUED;
        if (!exempt) {
            if (aboveHalf()) {
                if (frame.kind() == Kind.EPHEMERAL) {
                    return Offer.DROPPED;
                }
                if (frame.kind() == Kind.STATE && removeReplacedBy(frame)) {
                    offer = Offer.COALESCED;
                }
            }
            if (frame.size() > limits.bytes() - bytes || frames >= limits.frames()) {
                return Offer.OVERFLOW;
            }
            frames++;
            bytes += frame.size();
        }
        Entry added = new Entry(frame, exempt, now);
        Entry last = tail;
        if (last == null) {
            head = added;
        } else {
            last.next = added;
        }
        tail = added;
        return offer;
    }

    /// The next bytes to write, at most `chunk` unless a single frame is longer; null when empty.
    /// They count as queued until [#written].
    byte @Nullable [] take(int chunk) {
        Entry first = head;
        if (first == null) {
            return null;
        }
        int size = 0;
        Entry end = first;
        do {
            size += end.frame.size();
            count(end);
            end = end.next;
        } while (end != null && size + end.frame.size() <= chunk);
        head = end;
        if (end == null) {
            tail = null;
        }
        return first.next == end ? first.frame.wire() : join(first, end, size);
    }

    /// What was taken is out.
    void written() {
        frames -= takenFrames;
        bytes -= takenBytes;
        takenFrames = 0;
        takenBytes = 0;
        takenExempt = false;
    }

    /// Forgets what was not taken yet.
    void clear() {
        head = null;
        tail = null;
        frames = takenFrames;
        bytes = takenBytes;
    }

    /// When the next frame to be taken was queued; `otherwise` when there is none.
    long since(long otherwise) {
        Entry first = head;
        return first == null ? otherwise : first.since;
    }

    /// Whether what is being written now is exempt from the limits.
    boolean writingExempt() {
        return takenExempt;
    }

    int bytes() {
        return bytes;
    }

    private boolean aboveHalf() {
        return bytes > limits.bytes() / 2 || frames > limits.frames() / 2;
    }

    private boolean removeReplacedBy(OutboundFrame frame) {
        Entry before = null;
        for (Entry at = head; at != null; before = at, at = at.next) {
            if (!at.exempt && frame.replaces(at.frame)) {
                unlink(before, at);
                frames--;
                bytes -= at.frame.size();
                return true;
            }
        }
        return false;
    }

    private void unlink(@Nullable Entry before, Entry gone) {
        if (before == null) {
            head = gone.next;
        } else {
            before.next = gone.next;
        }
        if (tail == gone) {
            tail = before;
        }
    }

    private void count(Entry taken) {
        if (taken.exempt) {
            takenExempt = true;
        } else {
            takenFrames++;
            takenBytes += taken.frame.size();
        }
    }

    private static byte[] join(Entry first, @Nullable Entry end, int size) {
        byte[] joined = new byte[size];
        int at = 0;
        for (Entry entry = first; entry != null && entry != end; entry = entry.next) {
            byte[] wire = entry.frame.wire();
            System.arraycopy(wire, 0, joined, at, wire.length);
            at += wire.length;
        }
        return joined;
    }
}
