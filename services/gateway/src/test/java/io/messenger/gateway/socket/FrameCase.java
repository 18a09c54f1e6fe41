package io.messenger.gateway.socket;

import java.util.List;

/// What a client sends after the handshake, and the frames it must get for it, in order. When none
/// of them is a close frame, the connection must still be in order afterwards.
final class FrameCase {
    private final String name;
    private final byte[] sent;
    private final List<String> expected;

    private FrameCase(String name, byte[] sent, List<String> expected) {
        this.name = name;
        this.sent = sent;
        this.expected = expected;
    }

    static FrameCase of(String name, byte[] sent, String... expected) {
        return new FrameCase(name, sent, List.of(expected));
    }

    byte[] sent() {
        return sent;
    }

    List<String> expected() {
        return expected;
    }

    boolean survives() {
        return expected.stream().noneMatch(line -> line.startsWith("close"));
    }

    @Override
    public String toString() {
        return name;
    }
}
