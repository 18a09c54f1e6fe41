package io.messenger.proof;

import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.net.URI;

/// Two people in a direct chat, each with a socket; they write in turn.
final class Pair {
    private static final byte[] SYNCED = Bytes.of("{\"t\":\"synced\"");
    private static final byte[] NEW = Bytes.of("{\"t\":\"message.new\"");
    private static final byte[] SEQ = Bytes.of("\"seq\":");
    private static final byte[] KEY = Bytes.of("\"client_msg_id\":\"");
    private static final int KEY_PREFIX = 24;
    private static final int KEY_DIGITS = 12;

    private final Tally tally;
    private final int pairs;
    private final byte[] template;
    private final int keyAt;
    private final Side first;
    private final Side second;

    /// @param pairs how many there are in all: each sends one message after the other
    Pair(Tally tally, int pairs, ChatId chat, String run, int textBytes) {
        this.tally = tally;
        this.pairs = pairs;
        this.template = ClientFrames.sendTemplate(chat, run, textBytes);
        this.keyAt = ClientFrames.keyAt(template);
        this.first = new Side();
        this.second = new Side();
    }

    void open(URI door, Person one, Person other, Swarm swarm) throws IOException {
        first.open(door, one);
        second.open(door, other);
        swarm.add(first.peer());
        swarm.add(second.peer());
    }

    /// Sends a message; the caller's thread alone does.
    void send(int number) throws IOException {
        ClientFrames.number(template, keyAt, number);
        sender(number).peer().send(template);
    }

    /// They write in turn.
    private Side sender(int number) {
        return number / pairs % 2 == 0 ? first : second;
    }

    /// One of the two, with what came to it.
    private final class Side {
        private @org.jspecify.annotations.Nullable Peer peer;
        private long seq;

        void open(URI door, Person person) throws IOException {
            peer = Peer.open(door, person, this::frame);
            peer.await(SYNCED);
        }

        Peer peer() {
            return java.util.Objects.requireNonNull(peer, "not open");
        }

        private void frame(byte[] bytes, int from, int length) {
            if (!Bytes.startsWith(bytes, from, length, NEW)) {
                return;
            }
            long now = System.nanoTime();
            int to = from + length;
            long at = Bytes.decimal(bytes, Bytes.after(bytes, from, to, SEQ));
            if (seq != 0 && at != seq + 1) {
                tally.disordered();
            }
            seq = at;
            int key = Bytes.after(bytes, from, to, KEY) + KEY_PREFIX;
            int number = (int) Bytes.hex(bytes, key, KEY_DIGITS);
            if (sender(number) == this) {
                tally.echoed(number, now);
            } else {
                tally.received(number, now);
            }
        }
    }
}
