package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.DeviceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between devices and a gateway and may do to each frame what a defect of the messenger
/// would: leave it out, alter it, tell it to others. WebSockets only. Its own threads and the test
/// share it.
final class FaultyDoor implements AutoCloseable {
    private final URI gateway;
    private final ServerSocket door;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile Fault fault = new Fault() {};

    /// What happens to frames; by itself, nothing. Threads share it.
    interface Fault {
        /// The gateway has sent a frame.
        default void toDevice(JsonNode frame, Line line) {
            line.tell(frame);
        }

        /// The device has sent a frame.
        default void toGateway(JsonNode frame, Line line) {
            line.ask(frame);
        }
    }

    FaultyDoor(URI gateway) {
        this.gateway = gateway;
        try {
            door = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a door", e);
        }
        Thread.ofVirtual().name("faulty door").start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /// From now on this happens.
    void seed(Fault seeded) {
        fault = seeded;
    }

    /// The connections of a device, the latest last.
    List<Line> lines(DeviceId device) {
        return lines.stream().filter(line -> line.is(device)).toList();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket device = door.accept();
                Thread.ofVirtual().name("faulty door").start(() -> connect(device));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void connect(Socket device) {
        try (device;
                Socket server = new Socket(gateway.getHost(), gateway.getPort())) {
            device.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Line line = new Line(device, server, () -> fault);
            line.handshake();
            lines.add(line);
            Thread back = Thread.ofVirtual().name("faulty door").start(line::back);
            line.forth();
            back.join();
        } catch (IOException e) {
            // One end is gone, and so is the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Line line : lines) {
                line.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a door could not be closed", e);
        }
    }
}
