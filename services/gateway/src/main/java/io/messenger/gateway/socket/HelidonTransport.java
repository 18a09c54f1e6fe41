package io.messenger.gateway.socket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The fallback: Helidon's own reader and socket, with their buffers, on Helidon's thread.
final class HelidonTransport implements Transport {
    private final ConnectionContext context;
    private final @Nullable Socket socket;
    private final DataReader reader;
    private volatile boolean writing;

    /// @param socket the one below; null where it is not known
    HelidonTransport(ConnectionContext context, @Nullable Socket socket) {
        this.context = context;
        this.socket = socket;
        this.reader = context.dataReader();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            reader.ensureAvailable();
            int count = Math.min(length, reader.available());
            return reader.readBuffer(count).read(into, offset, count);
        } catch (DataReader.InsufficientDataAvailableException end) {
            return -1;
        } catch (ServerConnectionException | UncheckedIOException broken) {
            throw new IOException(broken);
        }
    }

    /// Copies, because Helidon's view of a part of an array writes beyond its end.
    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        writing = true;
        try {
            context.serverSocket()
                    .write(BufferData.create(Arrays.copyOfRange(from, offset, offset + length)));
        } catch (UncheckedIOException broken) {
            throw new IOException(broken);
        } finally {
            writing = false;
        }
    }

    /// Helidon cannot close one direction alone: a peer that is still sending may see a reset
    /// instead of the close frame.
    @Override
    public void finish() {
        close();
    }

    @Override
    public void close() {
        try {
            if (writing && socket != null) {
                // TLS says goodbye when it closes, and would wait for the writer, who is stuck.
                socket.setSoLinger(true, 0);
            }
            context.serverSocket().close();
        } catch (IOException | UncheckedIOException alreadyBroken) {
            // The descriptor is released all the same.
        }
    }

    @Override
    public InetSocketAddress remote() {
        return (InetSocketAddress) context.remotePeer().address();
    }
}
