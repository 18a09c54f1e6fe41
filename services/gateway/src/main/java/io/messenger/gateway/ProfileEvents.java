package io.messenger.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.Profile;
import io.messenger.contracts.ProfileNews;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.platform.Kafka;
import io.messenger.platform.Meters;
import io.messenger.platform.StateSubscriber;
import java.io.IOException;
import java.util.Set;

/// Tells devices that a profile has changed, the `profile` state: those of its user and of people
/// who watch that user at once, from `user.changed`; those of all who share a chat from
/// `profile.news`. Others read it with the next `GET /v1/users/{id}`.
final class ProfileEvents implements AutoCloseable {
    private final LocalSessions sessions;
    private final StateSubscriber changes;
    private final StateSubscriber news;

    ProfileEvents(Kafka kafka, LocalSessions sessions) {
        this.sessions = sessions;
        this.changes =
                StateSubscriber.start(kafka, Topics.USER_CHANGED, (_, value) -> changed(value));
        this.news =
                StateSubscriber.start(kafka, Topics.PROFILE_NEWS, (_, value) -> addressed(value));
    }

    /// Shows whether it hears anything.
    void showIn(Meters meters) {
        changes.showIn(meters);
        news.showIn(meters);
    }

    private void changed(byte[] value) throws IOException {
        Profile profile = Json.read(value, Profile.class);
        OutboundFrame state = frame(profile);
        sessions.toUser(profile.userId(), state);
        // Nobody watches oneself.
        sessions.watches()
                .of(profile.userId())
                .forEach(session -> session.connection().send(state));
    }

    private void addressed(byte[] value) throws IOException {
        ProfileNews addressed = Json.read(value, ProfileNews.class);
        UserId user = addressed.profile().userId();
        OutboundFrame state = frame(addressed.profile());
        Set<Session> told = Set.copyOf(sessions.watches().of(user));
        for (UserId recipient : addressed.recipients()) {
            for (Session session : sessions.of(recipient)) {
                if (!told.contains(session)) {
                    session.connection().send(state);
                }
            }
        }
    }

    private static OutboundFrame frame(Profile profile) {
        ObjectNode frame = Json.MAPPER.createObjectNode().put("t", "profile");
        frame.setAll((ObjectNode) Json.MAPPER.valueToTree(profile));
        return OutboundFrame.state(Json.bytes(frame), new Of(profile.userId()));
    }

    /// What a later state of the same profile replaces.
    private record Of(UserId user) {}

    @Override
    public void close() {
        changes.close();
        news.close();
    }
}
