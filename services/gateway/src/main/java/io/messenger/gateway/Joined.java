package io.messenger.gateway;

import java.util.List;

/// Sockets whose users joined a large chat of which nothing was routed here before.
record Joined(Room room, List<Session> sessions) {}
