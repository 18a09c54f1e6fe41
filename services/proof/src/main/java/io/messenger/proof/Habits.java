package io.messenger.proof;

import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the members of the messenger's chats do beside writing.
///
/// @param members all of them; each thing is done by the next one
record Habits(Door door, List<Member> members, URI sockets) {
    private static final byte[] BATCH = Bytes.of("{\"t\":\"batch\"");
    private static final byte[] SYNCED = Bytes.of("{\"t\":\"synced\"");

    /// A socket that says nothing for a minute is closed.
    private static final int PING_SECONDS = 25;

    /// What a device that comes back has missed.
    private static final int MISSED = 3;

    private static final int PAGE = 50;

    List<Crowd.Habit> of(Scenario scenario) {
        List<Crowd.Habit> all = new ArrayList<>();
        int pings = Math.ceilDiv(members.size(), PING_SECONDS);
        all.add(new Crowd.Habit("pings", pings, Optional.empty(), this::ping));
        if (scenario.marks() > 0) {
            all.add(
                    new Crowd.Habit(
                            "read pointers", scenario.marks(), Optional.empty(), this::mark));
        }
        if (scenario.pages() > 0) {
            Timings timings = new Timings();
            all.add(
                    new Crowd.Habit(
                            "pages of history",
                            scenario.pages(),
                            Optional.of(timings),
                            number -> timings.ask(number, () -> page(one(number)))));
        }
        if (scenario.returns() > 0) {
            Timings timings = new Timings();
            all.add(
                    new Crowd.Habit(
                            "devices that come back",
                            scenario.returns(),
                            Optional.of(timings),
                            number -> timings.ask(number, () -> comeBack(one(number)))));
        }
        return all;
    }

    private Member one(int number) {
        return members.get(number % members.size());
    }

    private void ping(int number) throws IOException {
        one(number).peer().send(ClientFrames.ping());
    }

    private void mark(int number) throws IOException {
        Member member = one(number);
        if (member.seen() > 0) {
            member.peer().send(ClientFrames.read(member.chat(), member.seen()));
        }
    }

    /// The latest messages, with what was seen among them.
    private void page(Member member) throws IOException, InterruptedException {
        ChatId chat = member.chat();
        long seen = member.seen();
        List<Long> seqs = door.history(member.person(), chat, PAGE);
        for (int i = 1; i < seqs.size(); i++) {
            if (seqs.get(i) != seqs.get(i - 1) + 1) {
                throw new IOException("a page of history has a gap: " + seqs);
            }
        }
        if (seen > 0 && (seqs.isEmpty() || seqs.getLast() < seen)) {
            throw new IOException("history ends before " + seen + ", which was delivered: " + seqs);
        }
    }

    /// A second socket, which has all but the last messages.
    private void comeBack(Member member) throws IOException {
        long cursor = member.seen() - MISSED;
        Map<String, Long> cursors =
                cursor > 0 ? Map.of(member.chat().toString(), cursor) : Map.of();
        Peer peer = WebSockets.open(sockets, member.person(), cursors, (bytes, from, length) -> {});
        try {
            if (cursor > 0) {
                peer.next(BATCH);
            }
            peer.next(SYNCED);
        } finally {
            peer.close();
        }
    }
}
