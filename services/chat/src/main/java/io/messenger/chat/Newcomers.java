package io.messenger.chat;

import io.messenger.contracts.ChatType;
import io.messenger.contracts.Role;

/// Those who join a chat without being given a role.
final class Newcomers {
    private Newcomers() {}

    static Role role(ChatType type) {
        return switch (type) {
            case DIRECT, GROUP -> Role.MEMBER;
            case CHANNEL -> Role.READER;
        };
    }
}
