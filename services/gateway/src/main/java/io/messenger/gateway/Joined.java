package io.messenger.gateway;

import java.util.List;

/// Sockets whose users have just become members of a large chat.
record Joined(Room room, List<Session> sessions) {
    /// Has them ask for what may have passed by.
    void askAgain() {
        sessions.forEach(session -> session.askAgain(room.chat()));
    }
}
