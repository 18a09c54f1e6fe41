package io.messenger.gateway.socket;

import io.messenger.contracts.CloseCode;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one connection: opened, frames, closed. It goes over several threads, one after the
/// other: a waiting thread keeps the largest stack that it ever waited with, and what a message
/// asks for is waited for much deeper than the next message.
final class ReadLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadLoop.class);

    /// A thread that is older goes no further than the end of the message that it handles; so goes
    /// the first one, which handles the attach.
    private static final long THREAD_AGE = TimeUnit.SECONDS.toNanos(10);

    private static final ThreadFactory READERS =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private final Connection connection;
    private final FrameInput in;
    private final FrameReader reader;
    private final SocketHandler handler;
    private final Connections all;
    private boolean opened;
    private long threadUntil;

    ReadLoop(Connection connection, FrameInput in, SocketHandler handler, Connections all) {
        this.connection = connection;
        this.in = in;
        this.handler = handler;
        this.all = all;
        this.reader = new FrameReader(in, all.limits().messageBytes());
    }

    /// The whole life on the thread that calls, where that cannot be left.
    void runHere() {
        while (goOn()) {
            // The same thread for all.
        }
    }

    @Override
    public void run() {
        if (goOn()) {
            start();
        }
    }

    /// Begins on a thread of its own, or goes on there.
    void start() {
        READERS.newThread(this).start();
    }

    /// One thread's part of it.
    ///
    /// @return false when the connection has ended
    private boolean goOn() {
        boolean more = false;
        try {
            more = converse();
            if (!more) {
                in.discard();
                connection.awaitWritten();
            }
        } catch (IOException | InterruptedException ended) {
            LOG.trace("{} ended", connection, ended);
        } finally {
            if (!more) {
                end(connection.terminate());
            }
        }
        return more;
    }

    /// Reads frames.
    ///
    /// @return false when both sides know that they close
    private boolean converse() throws IOException, InterruptedException {
        try {
            if (opened) {
                threadUntil = connection.now() + THREAD_AGE;
            } else {
                open();
            }
            CloseRequest close = reader.read(this::deliver, connection);
            if (close == null) {
                return true;
            }
            connection.closedByPeer(close.code());
        } catch (ProtocolFault fault) {
            connection.fail(fault.code(), fault.reason());
        } catch (RuntimeException bug) {
            if (connection.isOpen()) {
                LOG.error("{} failed", connection, bug);
            }
            connection.fail(CloseCode.INTERNAL, "internal error");
        }
        return false;
    }

    private void open() throws IOException, InterruptedException {
        opened = true;
        threadUntil = connection.now();
        connection.enterHandler();
        try {
            handler.opened(connection);
        } finally {
            connection.leaveHandler();
        }
    }

    private boolean deliver(byte[] utf8) throws IOException, InterruptedException {
        connection.enterHandler();
        try {
            if (connection.isOpen()) {
                handler.text(connection, utf8);
            }
        } finally {
            connection.leaveHandler();
        }
        return connection.now() - threadUntil < 0;
    }

    private void end(int code) {
        all.forget(connection);
        try {
            handler.closed(connection, code);
        } catch (RuntimeException bug) {
            LOG.error("The handler failed to close {}", connection, bug);
        } finally {
            connection.release();
        }
    }
}
