package io.messenger.proof;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One WebSocket of one person. One thread reads, another one sends.
final class Peer {
    private static final int BUFFER = 16 * 1024;

    private final SocketChannel channel;
    private final FrameSplitter.Sink sink;
    private ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);

    private Peer(SocketChannel channel, FrameSplitter.Sink sink) {
        this.channel = channel;
        this.sink = sink;
    }

    /// Connects, shakes hands and authenticates; blocking.
    ///
    /// @throws IOException when the server refuses
    static Peer open(URI door, Person person, FrameSplitter.Sink sink) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(door.getHost(), door.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Peer peer = new Peer(channel, sink);
        peer.upgrade(door);
        write(channel, ClientFrames.auth(person));
        return peer;
    }

    private void upgrade(URI door) throws IOException {
        String request =
                """
                GET /v1/ws HTTP/1.1\r
                Host: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: messenger.v1\r
                \r
                """
                        .formatted(door.getAuthority());
        write(channel, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        byte[] end = Bytes.of("\r\n\r\n");
        in.clear();
        int body = -1;
        while (body < 0) {
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed during the handshake");
            }
            body = Bytes.after(in.array(), 0, in.position(), end);
        }
        String status = new String(in.array(), 0, 12, StandardCharsets.US_ASCII);
        if (!status.equals("HTTP/1.1 101")) {
            throw new IOException("the server refused the socket: " + status);
        }
        in.flip().position(body);
    }

    /// Blocks until a frame of this type has come.
    void await(byte[] beginning) throws IOException {
        boolean[] found = new boolean[1];
        while (true) {
            FrameSplitter.split(
                    in,
                    (bytes, from, length) ->
                            found[0] |= Bytes.startsWith(bytes, from, length, beginning));
            if (found[0]) {
                return;
            }
            fill();
        }
    }

    /// Hands it over to a loop.
    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /// Takes what is there.
    void read() throws IOException {
        fill();
        FrameSplitter.split(in, sink);
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

    /// Writes a frame. A server that does not read holds the sender up; what is due meanwhile is
    /// late by that.
    void send(byte[] frame) throws IOException {
        write(channel, ByteBuffer.wrap(frame));
    }

    void close() throws IOException {
        channel.close();
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
