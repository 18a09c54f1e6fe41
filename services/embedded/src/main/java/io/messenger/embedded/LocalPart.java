package io.messenger.embedded;

/// One server of the stack. Tests of faults use it: a part comes back on the same port with the
/// same data. The three commands are not for use by two threads at once.
public sealed interface LocalPart permits LocalServer {

    /// The port on 127.0.0.1, the same for the life of the stack.
    int port();

    /// The process now running, or the last one when stopped.
    long pid();

    /// SIGKILL, as a crash would: nothing is flushed, nobody is told. Returns when the process is
    /// gone.
    void kill();

    /// An orderly stop; a no-op when it is not running.
    void stop();

    /// Starts the part again after [#kill] or [#stop], and returns when it answers; stops it first
    /// when it runs.
    void restart();
}
