package io.messenger.gateway.socket;

import java.io.IOException;

/// Takes the whole messages of one connection, one after another.
@FunctionalInterface
interface MessageSink {
    void accept(byte[] utf8) throws IOException, InterruptedException;
}
