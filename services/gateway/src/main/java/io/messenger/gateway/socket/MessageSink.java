package io.messenger.gateway.socket;

import java.io.IOException;

/// Takes the whole messages of one connection, one after another.
@FunctionalInterface
interface MessageSink {
    /// Takes the next one.
    ///
    /// @return whether the reader goes on; else it returns, ready to be called again
    boolean accept(byte[] utf8) throws IOException, InterruptedException;
}
