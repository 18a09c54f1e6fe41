package io.messenger.proof;

import java.io.IOException;

/// One chat with all its members there.
interface Conversation {
    /// Sends a message; one thread alone does.
    void send(int number) throws IOException;
}
