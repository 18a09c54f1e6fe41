package io.messenger.embedded;

import java.util.function.Supplier;

/// What the three servers of the stack have in common: one child process, which may be ended and
/// started again.
abstract sealed class LocalServer implements LocalPart
        permits LocalPostgres, LocalKafka, LocalRedis {
    private final int port;
    private final String stopSignal;
    private final Supplier<Child> launch;
    private volatile Child child;

    /// Starts it.
    ///
    /// @param stopSignal what asks it to end in order, as `kill` names it
    /// @param launch starts the process and waits until it answers
    LocalServer(int port, String stopSignal, Supplier<Child> launch) {
        this.port = port;
        this.stopSignal = stopSignal;
        this.launch = launch;
        this.child = launch.get();
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final long pid() {
        return child.pid();
    }

    @Override
    public final void kill() {
        child.kill();
    }

    @Override
    public final void stop() {
        child.stop(stopSignal);
    }

    @Override
    public final void restart() {
        stop();
        child = launch.get();
    }
}
