package io.messenger.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.platform.Kafka;
import io.messenger.platform.Meters;
import io.messenger.platform.StateSubscriber;
import java.io.IOException;

/// Tells a user's own devices, and those of people who watch the user, that the profile has
/// changed: the `profile` state, from `user.changed`. Others read it with the next `GET
/// /v1/users/{id}`.
final class ProfileEvents implements AutoCloseable {
    private final LocalSessions sessions;
    private final StateSubscriber subscriber;

    ProfileEvents(Kafka kafka, LocalSessions sessions) {
        this.sessions = sessions;
        this.subscriber = StateSubscriber.start(kafka, Topics.USER_CHANGED, this::changed);
    }

    /// Shows whether it hears anything.
    void showIn(Meters meters) {
        subscriber.showIn(meters);
    }

    private void changed(String user, byte[] profile) throws IOException {
        ObjectNode frame = Json.MAPPER.createObjectNode().put("t", "profile");
        frame.setAll((ObjectNode) Json.MAPPER.readTree(profile));
        byte[] bytes = Json.bytes(frame);
        UserId id = UserId.parse(user);
        OutboundFrame state = OutboundFrame.state(bytes, new Of(id));
        sessions.toUser(id, state);
        // Nobody watches oneself.
        sessions.watches().of(id).forEach(session -> session.connection().send(state));
    }

    /// What a later state of the same profile replaces.
    private record Of(UserId user) {}

    @Override
    public void close() {
        subscriber.close();
    }
}
