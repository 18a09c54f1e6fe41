package io.messenger.gateway.socket;

import io.messenger.contracts.CloseCode;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one connection on its own thread: opened, frames, closed.
final class ReadLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadLoop.class);

    private final Connection connection;
    private final FrameInput in;
    private final FrameReader reader;
    private final SocketHandler handler;
    private final Connections all;

    ReadLoop(Connection connection, FrameInput in, SocketHandler handler, Connections all) {
        this.connection = connection;
        this.in = in;
        this.handler = handler;
        this.all = all;
        this.reader = new FrameReader(in, all.limits().messageBytes());
    }

    @Override
    public void run() {
        try {
            converse();
            in.discard();
            connection.awaitWritten();
        } catch (IOException | InterruptedException ended) {
            LOG.trace("{} ended", connection, ended);
        } finally {
            end(connection.terminate());
        }
    }

    /// Returns when both sides know that they close.
    private void converse() throws IOException, InterruptedException {
        try {
            open();
            CloseRequest close = reader.readUntilClosed(this::deliver, connection);
            connection.closedByPeer(close.code());
        } catch (ProtocolFault fault) {
            connection.fail(fault.code(), fault.reason());
        } catch (RuntimeException bug) {
            if (connection.isOpen()) {
                LOG.error("{} failed", connection, bug);
            }
            connection.fail(CloseCode.INTERNAL, "internal error");
        }
    }

    private void open() throws IOException, InterruptedException {
        connection.enterHandler();
        try {
            handler.opened(connection);
        } finally {
            connection.leaveHandler();
        }
    }

    private void deliver(byte[] utf8) throws IOException, InterruptedException {
        connection.enterHandler();
        try {
            if (connection.isOpen()) {
                handler.text(connection, utf8);
            }
        } finally {
            connection.leaveHandler();
        }
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
