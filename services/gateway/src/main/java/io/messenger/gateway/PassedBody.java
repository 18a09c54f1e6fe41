package io.messenger.gateway;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/// A client's body on its way to a service. The HTTP client's thread reads it; a service that
/// refuses it may answer before its end, and then the thread that answers takes it over: two
/// readers would tear the client's next request apart. Those two threads share it.
final class PassedBody extends InputStream {
    /// How long a refused body may go on, so that its sender reads the answer and finds the
    /// connection as it was.
    private static final Duration REST = Duration.ofSeconds(2);

    /// A line that is slower is given up, in bytes per second.
    private static final long SLOWEST = 64 * 1024;

    private static final int CHUNK = 8 * 1024;

    private final InputStream in;
    private final long length;
    private boolean reading;
    private boolean takenOver;
    private boolean ended;

    private PassedBody(InputStream in, long length) {
        this.in = in;
        this.length = length;
        this.ended = length == 0;
    }

    /// The body of this request; it is empty when there is none.
    static PassedBody of(ServerRequest req, BoundedBody body) {
        return new PassedBody(
                body, req.content().hasEntity() ? req.headers().contentLength().orElse(-1) : 0);
    }

    /// It as the body of the request to the service.
    BodyPublisher publisher() {
        if (length == 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher publisher = BodyPublishers.ofInputStream(() -> this);
        return length > 0 ? BodyPublishers.fromPublisher(publisher, length) : publisher;
    }

    /// How long it may take to come.
    ///
    /// @param most bytes that it has where nobody said how many
    Duration patience(int most) {
        return Duration.ofMillis((length < 0 ? most : length) * 1_000 / SLOWEST);
    }

    /// Takes it over and reads what the service did not want.
    ///
    /// @return whether it has ended, so that the connection can be used again
    boolean endsSoon(Deadlines deadlines) {
        try (var _ = deadlines.begin(REST)) {
            if (takeOver()) {
                return true;
            }
            byte[] unwanted = new byte[CHUNK];
            while (in.read(unwanted) >= 0) {
                // Nobody wants it.
            }
            return true;
        } catch (InterruptedException | IOException | RuntimeException e) {
            return false;
        }
    }

    /// Waits until the other thread reads no more.
    private synchronized boolean takeOver() throws InterruptedException {
        takenOver = true;
        while (reading) {
            wait();
        }
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        begin();
        int count = 0;
        try {
            count = in.read(buffer, offset, length);
        } finally {
            end(count < 0);
        }
        return count;
    }

    private synchronized void begin() throws IOException {
        if (takenOver) {
            throw new IOException("the service did not want it");
        }
        reading = true;
    }

    private synchronized void end(boolean ended) {
        this.reading = false;
        this.ended |= ended;
        notifyAll();
    }

    /// Leaves the request's stream open: closing it would read the rest, which may not come.
    @Override
    public void close() {
        // Nothing of its own.
    }
}
