package io.messenger.gateway.socket;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the sockets of one gateway did since its start, for metrics. Thread-safe; each number only
/// grows.
public final class SocketCounters {
    private final LongAdder opened = new LongAdder();
    private final LongAdder framesIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder framesOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder coalesced = new LongAdder();
    private final LongAdder closedByPeer = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Map<Integer, LongAdder> closedByServer = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

    /// Handshakes that succeeded.
    public long opened() {
        return opened.sum();
    }

    /// Frames read, control frames and fragments included.
    public long framesIn() {
        return framesIn.sum();
    }

    /// Payload bytes read.
    public long bytesIn() {
        return bytesIn.sum();
    }

    /// Frames accepted for writing.
    public long framesOut() {
        return framesOut.sum();
    }

    /// Bytes written, headers included.
    public long bytesOut() {
        return bytesOut.sum();
    }

    /// Writes to the operating system; fewer than frames where they were coalesced.
    public long writes() {
        return writes.sum();
    }

    /// Frames not sent because their peer was slow or closing.
    public long dropped() {
        return dropped.sum();
    }

    /// State frames that took the place of an older one in the queue of a slow peer.
    public long coalesced() {
        return coalesced.sum();
    }

    /// Connections that the peer closed by a close frame.
    public long closedByPeer() {
        return closedByPeer.sum();
    }

    /// Connections that ended without any close frame.
    public long lost() {
        return lost.sum();
    }

    /// Connections the server closed, by code: 4008 are the slow consumers, 4004 the silent ones.
    public Map<Integer, Long> closedByServer() {
        return sums(closedByServer);
    }

    /// Handshakes that were refused, by HTTP status.
    public Map<Integer, Long> refused() {
        return sums(refused);
    }

    void countOpened() {
        opened.increment();
    }

    void read(int bytes) {
        framesIn.increment();
        bytesIn.add(bytes);
    }

    void wrote(int bytes) {
        writes.increment();
        bytesOut.add(bytes);
    }

    void offered(FrameQueue.Offer offer) {
        switch (offer) {
            case QUEUED -> framesOut.increment();
            case COALESCED -> coalesced.increment();
            case DROPPED, OVERFLOW -> dropped.increment();
        }
    }

    void countClosedByPeer() {
        closedByPeer.increment();
    }

    void countLost() {
        lost.increment();
    }

    void countClosedByServer(int code) {
        closedByServer.computeIfAbsent(code, unseen -> new LongAdder()).increment();
    }

    void countRefused(int status) {
        refused.computeIfAbsent(status, unseen -> new LongAdder()).increment();
    }

    private static Map<Integer, Long> sums(Map<Integer, LongAdder> adders) {
        Map<Integer, Long> sums = new TreeMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
