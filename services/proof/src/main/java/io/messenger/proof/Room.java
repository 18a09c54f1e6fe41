package io.messenger.proof;

import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// A chat of the messenger, and a socket of each of its members.
final class Room implements Conversation {
    private final Talk talk;
    private final Template template;
    private final List<Member> members;

    /// @param members those who write first, in the order of their turns
    /// @param run 24 characters that begin the key of every message of this run
    Room(Talk talk, ChatId chat, List<Member> members, String run, int textBytes) {
        this.talk = talk;
        this.members = members;
        this.template = ClientFrames.send(chat, run, textBytes);
    }

    @Override
    public void send(int number) throws IOException {
        members.get(talk.writer(number)).peer().send(template.with(number));
    }

    Stream<Member> all() {
        return members.stream();
    }
}
