package io.messenger.proof;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One socket of one person. One thread reads; whoever sends, sends something whole.
final class Peer {
    private static final int BUFFER = 4 * 1024;

    private final SocketChannel channel;
    private final Splitter splitter;
    private final Splitter.Sink sink;
    private ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);

    private Peer(SocketChannel channel, Splitter splitter, Splitter.Sink sink) {
        this.channel = channel;
        this.splitter = splitter;
        this.sink = sink;
    }

    /// Connects; blocking.
    ///
    /// @param sink gets all that comes once [#register]ed
    static Peer connect(InetSocketAddress server, Splitter splitter, Splitter.Sink sink)
            throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Peer(channel, splitter, sink);
    }

    /// Blocks until these bytes have come, whatever they belong to.
    ///
    /// @return what came before them and they themselves
    byte[] until(byte[] end) throws IOException {
        int at = Bytes.after(in.array(), in.position(), in.limit(), end);
        while (at < 0) {
            fill();
            at = Bytes.after(in.array(), in.position(), in.limit(), end);
        }
        byte[] all = new byte[at - in.position()];
        in.get(all);
        return all;
    }

    /// Blocks until a whole one has come that begins so; passes over what comes before.
    byte[] next(byte[] beginning) throws IOException {
        byte[][] found = new byte[1][];
        while (found[0] == null) {
            boolean whole =
                    splitter.next(
                            in,
                            (bytes, from, length) -> {
                                if (Bytes.startsWith(bytes, from, length, beginning)) {
                                    found[0] =
                                            java.util.Arrays.copyOfRange(
                                                    bytes, from, from + length);
                                }
                            });
            if (!whole) {
                fill();
            }
        }
        return found[0];
    }

    /// Hands it over to a loop.
    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        takeAll();
    }

    /// Takes what is there.
    void read() throws IOException {
        fill();
        takeAll();
    }

    private void takeAll() throws IOException {
        boolean more = true;
        while (more) {
            more = splitter.next(in, sink);
        }
    }

    private void fill() throws IOException {
        in.compact();
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        int count = channel.read(in);
        in.flip();
        if (count < 0) {
            throw new EOFException("the server closed");
        }
    }

    /// Writes something whole. A server that does not read holds the sender up; what is due
    /// meanwhile is late by that.
    void send(byte[] whole) throws IOException {
        send(ByteBuffer.wrap(whole));
    }

    synchronized void send(ByteBuffer whole) throws IOException {
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
