package io.messenger.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// All sockets of the measuring side, read by one thread: it must cost little beside what it
/// measures.
final class Swarm implements AutoCloseable {
    private final Selector selector;
    private final Thread thread = Thread.ofPlatform().name("swarm").unstarted(this::run);
    private volatile boolean closed;

    Swarm() throws IOException {
        selector = Selector.open();
    }

    void add(Peer peer) throws IOException {
        peer.register(selector);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(Swarm::ready);
            }
        } catch (IOException | UncheckedIOException e) {
            if (!closed) {
                System.err.println("the measurement cannot go on: " + e);
            }
        }
    }

    private static void ready(SelectionKey key) {
        try {
            ((Peer) key.attachment()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a socket of the measurement ended: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (SelectionKey key : selector.keys()) {
            ((Peer) key.attachment()).close();
        }
        selector.close();
    }
}
