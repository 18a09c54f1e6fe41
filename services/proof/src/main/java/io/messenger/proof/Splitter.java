package io.messenger.proof;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Splits what a server sends into what it says at once: frames, stanzas.
interface Splitter {

    /// Gets each whole one; its bytes must not be kept.
    interface Sink {
        void take(byte[] bytes, int from, int length);
    }

    /// Takes the first whole one from a buffer that is ready to be read, and leaves the rest in it.
    ///
    /// @return whether there was one
    /// @throws IOException when the server closes
    boolean next(ByteBuffer in, Sink sink) throws IOException;
}
