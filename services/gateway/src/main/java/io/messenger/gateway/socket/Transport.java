package io.messenger.gateway.socket;

import java.io.IOException;
import java.net.InetSocketAddress;

/// The bytes under one connection: read by one thread, written by one thread, closed by any.
interface Transport {
    /// Blocks for at least one byte; -1 when the peer sends no more.
    int read(byte[] into, int offset, int length) throws IOException;

    /// Blocks until all of it is handed to the operating system.
    void write(byte[] from, int offset, int length) throws IOException;

    /// Tells the peer that nothing more will be written, after what was.
    void finish() throws IOException;

    /// Ends both directions at once and wakes whoever is blocked in them; harmless when repeated.
    void close();

    InetSocketAddress remote();
}
