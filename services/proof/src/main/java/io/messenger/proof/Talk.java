package io.messenger.proof;

import io.messenger.contracts.ChatType;

/// Chats of one kind, all of whose members are there, and how much is said in them.
///
/// @param chats how many
/// @param members of each
/// @param rate messages per second in all of them together, sent whatever comes back
record Talk(ChatType type, int chats, int members, int rate) {

    static Talk direct(int chats, int rate) {
        return new Talk(ChatType.DIRECT, chats, 2, rate);
    }

    static Talk group(int chats, int members, int rate) {
        return new Talk(ChatType.GROUP, chats, members, rate);
    }

    static Talk channel(int subscribers, int rate) {
        return new Talk(ChatType.CHANNEL, 1, subscribers, rate);
    }

    /// Those who write, in turn: in a channel its owner alone may.
    int writers() {
        return type == ChatType.CHANNEL ? 1 : members;
    }

    /// Who of a chat's writers says a message.
    int writer(int number) {
        return number / chats % writers();
    }

    int people() {
        return chats * members;
    }

    @Override
    public String toString() {
        return switch (type) {
            case DIRECT -> "%d direct chats".formatted(chats);
            case GROUP -> "%d groups of %d".formatted(chats, members);
            case CHANNEL -> "%d channels of %d".formatted(chats, members);
        };
    }
}
