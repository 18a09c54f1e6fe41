package io.messenger.proof;

import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A member of a chat with a socket, and what comes to it.
final class Member {
    private static final byte[] SYNCED = Bytes.of("{\"t\":\"synced\"");
    private static final byte[] NEW = Bytes.of("{\"t\":\"message.new\"");
    private static final byte[] SEQ = Bytes.of("\"seq\":");
    private static final byte[] KEY = Bytes.of("\"client_msg_id\":\"");
    private static final int KEY_PREFIX = 24;

    private final Tally tally;
    private final Talk talk;
    private final ChatId chat;
    private final Person person;
    private final int turn;
    private final Order order;
    private volatile long seen;
    private @Nullable Peer peer;

    /// @param turn when it is this member's turn to write, from 0
    Member(Tally tally, Talk talk, ChatId chat, Person person, int turn) {
        this.tally = tally;
        this.talk = talk;
        this.chat = chat;
        this.person = person;
        this.turn = turn;
        this.order = new Order(tally);
    }

    /// Opens the socket, and waits until what comes on it is live.
    void open(URI door) throws IOException {
        Peer opened = WebSockets.open(door, person, this::frame);
        opened.next(SYNCED);
        peer = opened;
    }

    /// @throws NullPointerException before [#open]
    Peer peer() {
        return Objects.requireNonNull(peer, "not open");
    }

    Person person() {
        return person;
    }

    ChatId chat() {
        return chat;
    }

    /// The newest seq that came; 0 before the first. Threads may ask.
    long seen() {
        return seen;
    }

    void frame(byte[] bytes, int from, int length) {
        if (!Bytes.startsWith(bytes, from, length, NEW)) {
            return;
        }
        long now = System.nanoTime();
        int to = from + length;
        long seq = Bytes.decimal(bytes, Bytes.after(bytes, from, to, SEQ));
        if (!order.next(seq)) {
            return;
        }
        seen = seq;
        int key = Bytes.after(bytes, from, to, KEY) + KEY_PREFIX;
        int number = (int) Bytes.hex(bytes, key, Template.DIGITS);
        if (talk.writer(number) == turn) {
            tally.echoed(number, seq, now);
        } else {
            tally.received(number, seq, now);
        }
    }
}
