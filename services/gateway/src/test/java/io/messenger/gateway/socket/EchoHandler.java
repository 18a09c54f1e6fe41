package io.messenger.gateway.socket;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Answers every text with itself, and remembers who came and how each one went. A test may replace
/// what it does with a text or at the opening.
final class EchoHandler implements SocketHandler {
    /// What a test does with a connection's text.
    interface OnText {
        void accept(Connection connection, byte[] utf8) throws InterruptedException;
    }

    private static final long PATIENCE_S = 10;

    final BlockingQueue<Connection> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    final Map<Connection, Integer> closings = new ConcurrentHashMap<>();
    volatile OnText onText = (connection, utf8) -> connection.send(OutboundFrame.log(utf8));
    volatile OnText onOpened = (connection, nothing) -> {};

    @Override
    public void opened(Connection connection) throws InterruptedException {
        opened.add(connection);
        onOpened.accept(connection, new byte[0]);
    }

    @Override
    public void text(Connection connection, byte[] utf8) throws InterruptedException {
        onText.accept(connection, utf8);
    }

    @Override
    public void closed(Connection connection, int code) {
        closings.merge(connection, 1, Integer::sum);
        closed.add(code);
    }

    /// The connection that opened next.
    Connection nextOpened() throws InterruptedException {
        return taken(opened.poll(PATIENCE_S, TimeUnit.SECONDS), "opened");
    }

    /// The code by which the next connection closed.
    int nextClosed() throws InterruptedException {
        return taken(closed.poll(PATIENCE_S, TimeUnit.SECONDS), "closed");
    }

    private static <T> T taken(@Nullable T event, String what) {
        if (event == null) {
            throw new AssertionError("No connection " + what + " in " + PATIENCE_S + " s");
        }
        return event;
    }
}
