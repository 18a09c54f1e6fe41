package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Keeps a device connected: opens, comes back with backoff and full jitter, moves to a new socket
/// on `reconnect`, stops on the codes that say so, and beats. Changed by the loop alone, under the
/// monitor; read under the monitor.
final class DeviceConnection implements Attachment.Owner {
    /// Takes the frames of the connection, under the monitor.
    interface Frames {
        void frame(Attachment from, JsonNode frame);
    }

    private static final long BASE_MILLIS = 500;
    private static final long CAP_MILLIS = 30_000;
    private static final Set<Integer> CLIENT_FAULTS = Set.of(1002, 1003, 1007, 1009);

    private final URI gateway;
    private final Loop loop;
    private final Monitor monitor;
    private final Frames frames;
    private final Supplier<Tap> taps;
    private final Random random = new Random();
    private Optional<Attachment> current = Optional.empty();
    private Optional<Attachment> next = Optional.empty();
    private Optional<Integer> stoppedBy = Optional.empty();
    private boolean wanted;
    private int failures;
    private int attaches;
    private long notBefore;
    private long moveBy = System.nanoTime();

    /// @param taps gives each connection the one that sees its frames
    DeviceConnection(URI gateway, Loop loop, Monitor monitor, Frames frames, Supplier<Tap> taps) {
        this.gateway = gateway;
        this.loop = loop;
        this.monitor = monitor;
        this.frames = frames;
        this.taps = taps;
    }

    void wish(boolean online) {
        loop.run(() -> {
            monitor.change(() -> wanted(online));
            open();
        });
    }

    void cut() {
        loop.run(() -> current.ifPresent(Attachment::abort));
    }

    Optional<Attachment> live() {
        return current.filter(Attachment::isLive);
    }

    Optional<Integer> stoppedBy() {
        return stoppedBy;
    }

    boolean isOffline() {
        return current.isEmpty() && next.isEmpty();
    }

    /// How often the device got as far as `synced`.
    int attaches() {
        return attaches;
    }

    /// The attachment is live: the one before it, if any, has done its work.
    void synced(Attachment from) {
        attaches++;
        failures = 0;
        if (next.filter(from::equals).isPresent()) {
            current.ifPresent(Attachment::close);
            current = next;
            next = Optional.empty();
        }
    }

    /// Obeys `reconnect`: the new socket first, the old one is closed by [#synced]. A new one that
    /// is refused is tried again until the deadline.
    void move(JsonNode reconnect) {
        moveBy =
                System.nanoTime()
                        + Duration.ofMillis(reconnect.get("deadline_ms").asLong()).toNanos();
        moveAfter(reconnect.get("after_ms").asLong());
    }

    private void moveAfter(long millis) {
        loop.after(
                Duration.ofMillis(millis),
                () -> {
                    if (wanted && current.isPresent() && next.isEmpty()) {
                        Optional<Attachment> opened = attach();
                        monitor.change(() -> next = opened);
                        if (opened.isEmpty()) {
                            moveAgain();
                        }
                    }
                });
    }

    private void moveAgain() {
        if (System.nanoTime() - moveBy < 0) {
            moveAfter(random.nextLong(BASE_MILLIS));
        }
    }

    /// Begins to beat: the first `ping` after a random part of the heartbeat.
    void beat(Attachment attachment) {
        loop.after(
                Duration.ofMillis(random.nextLong(attachment.heartbeatMillis())),
                () -> ping(attachment));
    }

    @Override
    public void frame(Attachment from, JsonNode frame) {
        loop.run(() -> monitor.change(() -> frames.frame(from, frame)));
    }

    @Override
    public void closed(Attachment from, int code) {
        loop.run(() -> monitor.change(() -> ended(from, code)));
    }

    @Override
    public void broken(AssertionError failure) {
        monitor.fail(failure);
    }

    private void wanted(boolean online) {
        wanted = online;
        stoppedBy = Optional.empty();
        if (!online) {
            current.ifPresent(Attachment::close);
            next.ifPresent(Attachment::close);
        }
    }

    private void ended(Attachment from, int code) {
        from.over();
        if (next.filter(from::equals).isPresent()) {
            next = Optional.empty();
            moveAgain();
        } else if (current.filter(from::equals).isPresent()) {
            current = next;
            next = Optional.empty();
            if (code >= 4500 || CLIENT_FAULTS.contains(code)) {
                wanted = false;
                stoppedBy = Optional.of(code);
            }
            if (current.isEmpty()) {
                comeBack();
            }
        }
    }

    /// The gateway takes no more devices now: the next try is not before the time it names.
    ///
    /// @return whether that is what the error says
    boolean refused(JsonNode error) {
        boolean passing = error.get("code").asText().equals("unavailable");
        if (passing) {
            notBefore = error.path("retry_after_ms").asLong();
        }
        return passing;
    }

    /// A time that the gateway named is the time, else the pauses get longer and longer.
    private void comeBack() {
        long pause = notBefore;
        notBefore = 0;
        if (pause == 0) {
            pause = random.nextLong(Math.min(CAP_MILLIS, BASE_MILLIS << Math.min(failures, 10)));
            failures++;
        }
        loop.after(Duration.ofMillis(pause), this::open);
    }

    private void open() {
        if (wanted && current.isEmpty()) {
            Optional<Attachment> opened = attach();
            monitor.change(() -> current = opened);
            if (opened.isEmpty()) {
                comeBack();
            }
        }
    }

    private Optional<Attachment> attach() {
        try {
            return Optional.of(new Attachment(gateway, this, taps.get()));
        } catch (CompletionException e) {
            // Not reachable now: a device comes back later.
            return Optional.empty();
        }
    }

    private void ping(Attachment attachment) {
        if (!attachment.isOver()) {
            attachment.ping();
            loop.after(Duration.ofMillis(attachment.heartbeatMillis()), () -> ping(attachment));
        }
    }
}
