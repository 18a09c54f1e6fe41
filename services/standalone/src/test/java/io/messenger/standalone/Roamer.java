package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.Json;
import io.messenger.testing.OfflineDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A device that comes back whatever happens to its socket, opens the new one first when it is
/// told, and demands the protocol of what it gets. Some threads share it: one for each socket.
final class Roamer implements AutoCloseable {
    /// Between two attempts, full jitter, as the protocol asks of clients, unless the gateway names
    /// a time.
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    private final ObjectNode auth;
    private final IntSupplier gateways;
    private final OfflineDevice device;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable RawFrames current;
    private volatile int port;
    private volatile boolean closed;
    private volatile @Nullable Throwable fault;

    /// @param auth its first frame, see [Bench#devices]
    /// @param gateways the port of a gateway that may be there
    Roamer(byte[] auth, IntSupplier gateways) throws IOException {
        this.auth = (ObjectNode) Json.MAPPER.readTree(RawFrames.payload(auth));
        this.gateways = gateways;
        this.device = new OfflineDevice("of " + this.auth.get("device_id").asText());
    }

    /// Connects, and returns when it is synced; it stays connected from then on.
    void start() {
        comeBack(null);
    }

    /// The gateway that it is synced at; 0 when there is none now.
    int port() {
        return port;
    }

    /// What the service did wrong, if anything.
    @Nullable Throwable fault() {
        return fault;
    }

    /// What it has of all its chats.
    Map<String, Long> cursors() {
        lock.lock();
        try {
            return device.cursors();
        } finally {
            lock.unlock();
        }
    }

    private void comeBack(@Nullable RawFrames old) {
        long backoff = FIRST_BACKOFF.toMillis();
        while (!closed) {
            int to = gateways.getAsInt();
            try {
                RawFrames frames = attach(to);
                current = frames;
                port = to;
                Thread.startVirtualThread(() -> live(frames));
                if (old != null) {
                    old.close();
                }
                return;
            } catch (ComeBackLaterException e) {
                pause(e.after().toMillis());
            } catch (IOException e) {
                pause(ThreadLocalRandom.current().nextLong(backoff));
                backoff = Math.min(2 * backoff, LONGEST_BACKOFF.toMillis());
            } catch (AssertionError e) {
                fault = e;
                return;
            }
        }
    }

    /// What comes on an older socket meanwhile is taken afterwards.
    private RawFrames attach(int to) throws IOException {
        RawFrames frames = RawFrames.open(to);
        lock.lock();
        try {
            ObjectNode first = auth.deepCopy();
            first.set("cursors", Json.MAPPER.valueToTree(device.cursors()));
            frames.send(first);
            JsonNode ready = null;
            List<JsonNode> rest = new ArrayList<>();
            List<JsonNode> events = new ArrayList<>();
            for (JsonNode frame = frames.next(); !type(frame).equals("synced"); ) {
                switch (type(frame)) {
                    case "hello" -> {}
                    case "ready" -> ready = frame;
                    case "error" -> throw refusal(frame);
                    case "reconnect" -> throw new IOException("sent on before it is synced");
                    case "batch", "hidden", "resync" -> rest.add(frame);
                    default -> events.add(frame);
                }
                frame = frames.next();
            }
            if (ready == null) {
                throw new AssertionError("synced without ready");
            }
            device.attach(ready, rest);
            // What happened while the difference was read.
            for (JsonNode event : events) {
                take(frames, event);
            }
            ask(frames);
            return frames;
        } catch (IOException | AssertionError e) {
            frames.close();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private static IOException refusal(JsonNode error) {
        return error.has("retry_after_ms")
                ? new ComeBackLaterException(
                        Duration.ofMillis(error.get("retry_after_ms").asLong()))
                : new IOException("refused: " + error);
    }

    private void live(RawFrames frames) {
        boolean leaving = false;
        try {
            while (true) {
                JsonNode frame = frames.next();
                if (type(frame).equals("reconnect") && !leaving) {
                    leaving = true;
                    long after = frame.get("after_ms").asLong();
                    Thread.startVirtualThread(() -> {
                        pause(after);
                        comeBack(frames);
                    });
                } else {
                    take(frames, frame);
                }
            }
        } catch (IOException e) {
            frames.close();
            if (frames.equals(current) && !leaving) {
                port = 0;
                comeBack(null);
            }
        } catch (AssertionError e) {
            fault = e;
        }
    }

    private void take(RawFrames frames, JsonNode frame) throws IOException {
        lock.lock();
        try {
            if (frame.has("seq")) {
                device.event(frame);
            } else if (type(frame).equals("batch")) {
                device.batch(frame);
            }
            ask(frames);
        } finally {
            lock.unlock();
        }
    }

    private void ask(RawFrames frames) throws IOException {
        for (JsonNode sync : device.asked()) {
            frames.send(sync);
        }
    }

    private static String type(JsonNode frame) {
        return frame.get("t").asText();
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    @Override
    public void close() {
        closed = true;
        RawFrames frames = current;
        if (frames != null) {
            frames.close();
        }
    }
}
