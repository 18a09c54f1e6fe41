package io.messenger.gateway;

/// A lease of a lane, as a session in the registry names it.
record Lease(int lane, long epoch) {}
