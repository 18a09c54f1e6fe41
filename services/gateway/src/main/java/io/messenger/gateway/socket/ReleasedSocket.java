package io.messenger.gateway.socket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.SocketContext;

/// Stands where Helidon held a socket that is ours now: closing it closes nothing.
final class ReleasedSocket implements HelidonSocket {
    private final String socketId;
    private final String childSocketId;

    ReleasedSocket(SocketContext former) {
        this.socketId = former.socketId();
        this.childSocketId = former.childSocketId();
    }

    @Override
    public void close() {
        // The gateway closes it.
    }

    @Override
    public void idle() {
        // Nobody waits here.
    }

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String socketId() {
        return socketId;
    }

    @Override
    public String childSocketId() {
        return childSocketId;
    }

    @Override
    public byte[] get() {
        throw released();
    }

    @Override
    public int read(BufferData buffer) {
        throw released();
    }

    @Override
    public void write(BufferData buffer) {
        throw released();
    }

    @Override
    public PeerInfo remotePeer() {
        throw released();
    }

    @Override
    public PeerInfo localPeer() {
        throw released();
    }

    private static IllegalStateException released() {
        return new IllegalStateException("The socket was handed to the gateway");
    }
}
