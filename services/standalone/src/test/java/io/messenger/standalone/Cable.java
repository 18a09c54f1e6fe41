package io.messenger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The network between two ends, as a browser and the gateway, which can be cut and slow: a browser
/// that is told to be offline keeps the sockets it has. Its own threads and the test share it.
final class Cable implements AutoCloseable {
    private final URI gateway;
    private final ServerSocket here;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile Duration delay = Duration.ZERO;

    Cable(URI gateway) {
        this.gateway = gateway;
        try {
            here = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /// This end of it.
    URI uri() {
        return URI.create("http://127.0.0.1:" + here.getLocalPort());
    }

    /// Ends what goes through, and lets nothing through until it is mended.
    void cut() {
        cut = true;
        open.forEach(Cable::end);
    }

    /// Everything takes that much longer from now on.
    void slow(Duration by) {
        delay = by;
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                connect(here.accept());
            } catch (IOException e) {
                // Closed, or the gateway is away: who came is turned away.
            }
        }
    }

    private void connect(Socket browser) throws IOException {
        open.add(browser);
        if (cut) {
            end(browser);
            return;
        }
        try {
            Socket there = new Socket(gateway.getHost(), gateway.getPort());
            open.add(there);
            Thread.startVirtualThread(() -> copy(browser, there));
            Thread.startVirtualThread(() -> copy(there, browser));
        } catch (IOException e) {
            end(browser);
            throw e;
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            byte[] bytes = new byte[8192];
            for (int count = 0; count >= 0; count = from.getInputStream().read(bytes)) {
                LockSupport.parkNanos(delay.toNanos());
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // Cut; both ends are closed.
        } finally {
            open.remove(from);
            open.remove(to);
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
    public void close() {
        try {
            here.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
