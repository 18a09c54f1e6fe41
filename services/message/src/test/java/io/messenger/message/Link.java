package io.messenger.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A network between the service and a server, which can be slow, hold everything, or break: a
/// relay on a port of its own. Threads share it.
final class Link implements AutoCloseable {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final int BYTES = 16 * 1024;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long delayMillis;
    private boolean holding;
    private int held;

    /// @param target a port on this machine
    Link(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, LOCAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("link").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
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

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket();
                sockets.add(client);
                sockets.add(server);
                server.connect(new InetSocketAddress(LOCAL, target));
                relay(client, server);
                relay(server, client);
            }
        } catch (IOException e) {
            sockets.forEach(Link::end);
        }
    }

    private void relay(Socket from, Socket to) {
        Thread.ofVirtual()
                .name("link")
                .start(() -> {
                    try (from;
                            to) {
                        InputStream in = from.getInputStream();
                        OutputStream out = to.getOutputStream();
                        byte[] bytes = new byte[BYTES];
                        for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
                            pass();
                            out.write(bytes, 0, read);
                        }
                    } catch (IOException e) {
                        // One end is gone: so is the other.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
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

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        release();
        door.close();
        sockets.forEach(Link::end);
    }
}
