package io.messenger.message;

import io.messenger.testing.Relay;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A network between the service and a server, which can be slow, hold everything, or break: a
/// relay on a port of its own. Threads share it.
final class Link implements AutoCloseable {
    private final Relay relay;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long delayMillis;
    private boolean holding;
    private int held;

    /// @param target a port on this machine
    Link(int target) {
        relay =
                new Relay(
                        () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), target),
                        this::pass);
    }

    int port() {
        return relay.port();
    }

    /// Delays all that comes, in both directions.
    void delay(long millis) {
        set(() -> delayMillis = millis);
    }

    /// Lets nothing through from now on, without telling anybody: what comes is kept.
    void hold() {
        set(() -> holding = true);
    }

    /// Lets everything through again, what was kept first.
    void release() {
        set(() -> holding = false);
    }

    /// Whether something waits to be let through.
    boolean holdsSomething() {
        lock.lock();
        try {
            return held > 0;
        } finally {
            lock.unlock();
        }
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pass() throws InterruptedException {
        lock.lock();
        try {
            held++;
            long nanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
            while (nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            while (holding) {
                changed.await();
            }
        } finally {
            held--;
            lock.unlock();
        }
    }

    @Override
    public void close() {
        release();
        relay.close();
    }
}
