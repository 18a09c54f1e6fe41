package io.messenger.chat;

import io.messenger.contracts.UserId;
import io.messenger.testing.OpenApiClient;

/// A user of the test, with a client that speaks for them.
record Person(UserId id, OpenApiClient client) {
    @Override
    public String toString() {
        return id.toString();
    }
}
