package io.messenger.gateway;

import io.messenger.gateway.socket.Connection;
import io.messenger.gateway.socket.SocketHandler;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// Measures how long attaches take: from the first frame to `synced` in the queue.
record TimedAttach(SocketHandler frames, Timer timer) implements SocketHandler {
    @Override
    public void opened(Connection connection) throws InterruptedException {
        frames.opened(connection);
    }

    @Override
    public void text(Connection connection, byte[] utf8) throws InterruptedException {
        if (connection.attachment() != null) {
            frames.text(connection, utf8);
            return;
        }
        long start = System.nanoTime();
        frames.text(connection, utf8);
        if (connection.attachment() != null) {
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void closed(Connection connection, int code) {
        frames.closed(connection, code);
    }
}
