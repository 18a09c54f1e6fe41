package io.messenger.gateway.socket;

import io.messenger.gateway.socket.FrameQueue.Offer;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one connection. Any thread may offer frames and never waits; a virtual thread that lives
/// only while there is something to write drains them. Everything is guarded by the object's lock,
/// which is never held during I/O.
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int CHUNK = 16 * 1_024;

    /// Stands in the stream of writes for the end of our direction.
    private static final byte[] END = new byte[0];

    private static final ThreadFactory WRITERS =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private final Transport transport;
    private final FrameQueue queue;
    private final SocketCounters counters;
    private final LongSupplier nanos;
    private boolean writing;
    private boolean sealed;
    private boolean endOutput;
    private @Nullable OutboundFrame last;

    /// Since when the oldest frame waits, while a writer lives.
    private long oldest;

    /// When the writer last moved on with exempt frames, which may take as long as they move.
    private long exemptMoved;

    Outbox(Transport transport, OutboxLimits limits, SocketCounters counters, LongSupplier nanos) {
        this.transport = transport;
        this.queue = new FrameQueue(limits);
        this.counters = counters;
        this.nanos = nanos;
        this.exemptMoved = nanos.getAsLong();
    }

    /// After [#finish] every frame is dropped.
    synchronized Offer offer(OutboundFrame frame, boolean exempt) {
        if (sealed) {
            return Offer.DROPPED;
        }
        Offer offer = queue.offer(frame, exempt, nanos.getAsLong());
        if (offer == Offer.QUEUED || offer == Offer.COALESCED) {
            startWriter();
        }
        return offer;
    }

    /// Lets the close frame be the last one, after what is queued or instead of it. The first call
    /// decides.
    synchronized void finish(OutboundFrame close, boolean discardQueued) {
        if (sealed) {
            return;
        }
        sealed = true;
        last = close;
        if (discardQueued) {
            queue.clear();
        }
        startWriter();
    }

    /// Closes our direction of the TCP connection once the close frame is out.
    synchronized void endOutput() {
        endOutput = true;
        startWriter();
    }

    /// Blocks while there is something to write; ends at the latest when the transport is closed.
    synchronized void awaitWritten() throws InterruptedException {
        while (writing) {
            wait();
        }
    }

    synchronized int bytes() {
        return queue.bytes();
    }

    /// Whether a frame has been waiting, or being written, for longer than `age`.
    synchronized boolean overdue(long age) {
        long since = oldest - exemptMoved > 0 ? oldest : exemptMoved;
        return writing && nanos.getAsLong() - since > age;
    }

    private void startWriter() {
        if (!writing) {
            writing = true;
            oldest = nanos.getAsLong();
            WRITERS.newThread(this::drain).start();
        }
    }

    private void drain() {
        try {
            for (byte[] bytes = next(); bytes != null; bytes = next()) {
                if (bytes.length == 0) {
                    transport.finish();
                } else {
                    write(bytes);
                }
            }
        } catch (IOException broken) {
            giveUp();
        } catch (RuntimeException bug) {
            LOG.error("A socket could not be written", bug);
            giveUp();
        }
    }

    /// What to write now, after all that was given out before is written; null ends the writer.
    private synchronized byte @Nullable [] next() {
        queue.written();
        oldest = queue.since(nanos.getAsLong());
        byte[] bytes = queue.take(CHUNK);
        if (bytes == null && last != null) {
            bytes = last.wire();
            last = null;
        }
        if (bytes == null && sealed && endOutput) {
            bytes = END;
            endOutput = false;
        }
        if (bytes == null) {
            ended();
        }
        return bytes;
    }

    private void giveUp() {
        transport.close();
        synchronized (this) {
            sealed = true;
            last = null;
            queue.clear();
            ended();
        }
    }

    private synchronized void ended() {
        writing = false;
        notifyAll();
    }

    private void write(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += CHUNK) {
            int count = Math.min(CHUNK, bytes.length - at);
            transport.write(bytes, at, count);
            counters.wrote(count);
            moved();
        }
    }

    private synchronized void moved() {
        if (queue.writingExempt()) {
            exemptMoved = nanos.getAsLong();
        }
    }
}
