package io.messenger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One address for several gateways, as a load balancer gives it: each connection goes to the next
/// one, and stays there. Its own threads and the test share it.
final class Balancer implements AutoCloseable {
    private final ServerSocket here;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> gateways;

    Balancer(URI... gateways) {
        this.gateways = List.of(gateways);
        try {
            here = new ServerSocket(0, 1000, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + here.getLocalPort());
    }

    /// Sends new connections to these from now on.
    void to(URI... others) {
        gateways = List.of(others);
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                Socket client = here.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void connect(Socket client) {
        List<URI> now = gateways;
        URI gateway = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        try {
            Socket there = new Socket(gateway.getHost(), gateway.getPort());
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> copy(client, there));
            copy(there, client);
        } catch (IOException e) {
            // The gateway is away: so is this connection.
            end(client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One end is gone; both are closed.
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
    }
}
