package io.messenger.message;

import io.messenger.contracts.UserId;

/// A device that comes back: whose it is, and what it has.
record Device(UserId user, Cursors cursors) {}
