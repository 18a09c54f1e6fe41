package io.messenger.gateway.socket;

import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ConnId;
import io.messenger.gateway.socket.FrameQueue.Offer;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One WebSocket, from its handshake to its end. Every public method may be called by any thread at
/// any time, also after the end, and never blocks.
public final class Connection {
    private final ConnId id;
    private final Transport transport;
    private final @Nullable String client;
    private final Outbox outbox;
    private final Connections all;
    private volatile @Nullable Object attachment;
    private volatile long lastHeard;

    // Guarded by this object's lock.
    private int endCode;
    private long closeBy;
    private long deadline;
    private int deadlineCode;
    private @Nullable Thread inHandler;
    private boolean aborted;

    Connection(ConnId id, Transport transport, @Nullable String client, Connections all) {
        this.id = id;
        this.transport = transport;
        this.client = client;
        this.all = all;
        this.outbox = new Outbox(transport, all.limits().outbox(), all.counters(), all::nowNanos);
        this.lastHeard = all.nowNanos();
    }

    public ConnId id() {
        return id;
    }

    /// The other end of the TCP connection: a proxy's address behind a proxy.
    public InetSocketAddress remote() {
        return transport.remote();
    }

    /// The client's address, as limits count it; null when it is not counted.
    public @Nullable String client() {
        return client;
    }

    /// What the logic keeps with this connection; null until it was set.
    public @Nullable Object attachment() {
        return attachment;
    }

    /// Sets it, by the connection's own thread. From the first time on the peer is no stranger any
    /// more.
    public void attach(Object session) {
        boolean first = attachment == null;
        this.attachment = session;
        if (first) {
            all.known(client);
        }
    }

    /// False from the moment either side began to close.
    public synchronized boolean isOpen() {
        return endCode == 0;
    }

    /// Queues a frame. False when it will not be sent: the connection is ending, the peer is slow
    /// and the frame ephemeral, or the queue was full, which closes the connection with 4008.
    public boolean send(OutboundFrame frame) {
        return offer(frame, false);
    }

    /// Queues a frame of the attach, which counts against no limit and may take as long as it
    /// moves.
    public boolean sendUnbounded(OutboundFrame frame) {
        return offer(frame, true);
    }

    /// Bytes that wait or are being written, without the unbounded ones.
    public int queuedBytes() {
        return outbox.bytes();
    }

    /// Ends the connection after what is queued is written, within the limit `closeTimeout`. Only
    /// the first call has an effect. The reason is cut at 123 bytes.
    public void close(int code, String reason) {
        end(code, reason, false);
    }

    /// Closes with `code` when `in` has passed, replacing an earlier deadline. Exact to the limit
    /// `sweep`.
    public synchronized void deadline(Duration in, int code) {
        if (!StandardCode.mayBeSent(code)) {
            throw new IllegalArgumentException("Not a code for a close frame: " + code);
        }
        deadline = all.nowNanos() + in.toNanos();
        deadlineCode = code;
    }

    public synchronized void clearDeadline() {
        deadlineCode = 0;
    }

    @Override
    public String toString() {
        return "connection " + id;
    }

    /// The time of all deadlines, in nanoseconds.
    long now() {
        return all.nowNanos();
    }

    /// The peer sent a frame.
    void heard(int bytes) {
        lastHeard = all.nowNanos();
        all.counters().read(bytes);
    }

    /// Marks that the handler runs on this thread, so that the end of the connection interrupts it.
    synchronized void enterHandler() throws InterruptedIOException {
        if (aborted) {
            throw new InterruptedIOException();
        }
        inHandler = Thread.currentThread();
    }

    synchronized void leaveHandler() {
        inHandler = null;
        Thread.interrupted();
        lastHeard = all.nowNanos();
    }

    /// The peer's close frame came: it is echoed, unless ours is on its way already.
    void closedByPeer(int code) {
        if (begin(code)) {
            all.counters().countClosedByPeer();
            outbox.finish(OutboundFrame.close(code, ""), false);
        }
        outbox.endOutput();
    }

    /// We close and want to read nothing more.
    void fail(int code, String reason) {
        end(code, reason, false);
        outbox.endOutput();
    }

    /// Waits until our close frame is out: a peer may close its side right behind its own.
    void awaitWritten() throws InterruptedException {
        outbox.awaitWritten();
    }

    /// No more bytes go in or out. The code of whoever ended it, [StandardCode#LOST] if nobody did.
    int terminate() {
        if (begin(StandardCode.LOST)) {
            all.counters().countLost();
        }
        transport.close();
        synchronized (this) {
            return endCode;
        }
    }

    /// Gives its place back: after the end.
    void release() {
        all.release(client, attachment == null);
    }

    /// Looks at everything that time can do to this connection.
    void check() {
        long now = all.nowNanos();
        int code = 0;
        synchronized (this) {
            if (endCode != 0) {
                if (now - closeBy > 0) {
                    abort();
                }
                return;
            }
            if (deadlineCode != 0 && now - deadline >= 0) {
                code = deadlineCode;
            } else if (inHandler == null && now - lastHeard > all.limits().heartbeat().toNanos()) {
                code = CloseCode.HEARTBEAT_MISSED;
            }
        }
        if (outbox.overdue(all.limits().outbox().age().toNanos())) {
            end(CloseCode.SLOW_CONSUMER, "slow consumer", true);
        } else if (code != 0) {
            end(code, "", false);
        }
    }

    /// Ends the TCP connection whatever is under way. Closing may wait for a blocked writer where
    /// the transport is not ours, so it is done beside.
    synchronized void abort() {
        Thread handler = inHandler;
        if (handler != null) {
            handler.interrupt();
        }
        if (!aborted) {
            aborted = true;
            Thread.startVirtualThread(transport::close);
        }
    }

    private boolean offer(OutboundFrame frame, boolean exempt) {
        Offer offer = outbox.offer(frame, exempt);
        all.counters().offered(offer);
        if (offer == Offer.OVERFLOW) {
            end(CloseCode.SLOW_CONSUMER, "slow consumer", true);
        }
        return offer == Offer.QUEUED || offer == Offer.COALESCED;
    }

    private void end(int code, String reason, boolean discardQueued) {
        OutboundFrame frame = OutboundFrame.close(code, reason);
        if (begin(code)) {
            all.counters().countClosedByServer(code);
            outbox.finish(frame, discardQueued);
        }
    }

    private synchronized boolean begin(int code) {
        if (endCode != 0) {
            return false;
        }
        endCode = code;
        closeBy = all.nowNanos() + all.limits().closeTimeout().toNanos();
        return true;
    }
}
