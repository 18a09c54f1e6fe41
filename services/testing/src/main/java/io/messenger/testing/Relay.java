package io.messenger.testing;

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
import java.util.function.Supplier;

/// A port of its own on this machine that passes connections on to others: the network of a test,
/// between whoever connects and what it tests. Its own threads and the test share it.
public final class Relay implements AutoCloseable {
    private static final int BACKLOG = 1000;
    private static final int BYTES = 16 * 1024;

    private final ServerSocket door;
    private final Supplier<InetSocketAddress> target;
    private final Gate gate;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// What passes, in either direction, passes here first.
    @FunctionalInterface
    public interface Gate {
        /// Returns when it may go on; interrupted, the connection ends.
        void pass() throws InterruptedException;
    }

    /// @param target where each new connection goes to; one for which it throws
    ///   [UncheckedIOException], or that is not there, is ended
    public Relay(Supplier<InetSocketAddress> target, Gate gate) {
        this.target = target;
        this.gate = gate;
        try {
            door = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a relay", e);
        }
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    /// Its port on 127.0.0.1.
    public int port() {
        return door.getLocalPort();
    }

    /// Ends all connections; new ones are passed on.
    public void endAll() {
        open.forEach(Relay::end);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().name("relay").start(() -> connect(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(server);
        try (client;
                server) {
            server.connect(target.get());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().name("relay").start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException | UncheckedIOException e) {
            // What it goes to is away: so is this connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(server);
        }
    }

    /// One end that is gone takes the other with it.
    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[BYTES];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                gate.pass();
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            // Cut, or one end is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket could not be closed", e);
        }
    }

    /// Takes no more connections and ends those that are there.
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a relay could not be closed", e);
        }
        endAll();
    }
}
