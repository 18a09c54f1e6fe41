package io.messenger.gateway;

import io.messenger.contracts.Json;
import io.messenger.contracts.PrivacyChanged;
import io.messenger.contracts.Topics;
import io.messenger.platform.Kafka;
import io.messenger.platform.Meters;
import io.messenger.platform.StateSubscriber;
import java.io.IOException;

/// State that other services publish to every gateway: profiles, and who may see whom.
final class StateEvents implements AutoCloseable {
    private final ProfileEvents profiles;
    private final Watching watching;
    private final StateSubscriber privacy;

    StateEvents(Kafka kafka, LocalSessions sessions, Watching watching) {
        this.profiles = new ProfileEvents(kafka, sessions);
        this.watching = watching;
        this.privacy =
                StateSubscriber.start(
                        kafka, Topics.PRIVACY_CHANGED, (_, value) -> privacyChanged(value));
    }

    private void privacyChanged(byte[] value) throws IOException, InterruptedException {
        PrivacyChanged changed = Json.read(value, PrivacyChanged.class);
        watching.privacyChanged(changed.userId(), changed.peerId());
    }

    /// Shows whether anything is heard.
    void showIn(Meters meters) {
        profiles.showIn(meters);
        privacy.showIn(meters);
    }

    @Override
    public void close() {
        profiles.close();
        privacy.close();
    }
}
