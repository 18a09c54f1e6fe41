package io.messenger.user;

import io.messenger.contracts.Topics;
import io.messenger.platform.Attempts;
import io.messenger.platform.Authentication;
import io.messenger.platform.Database;
import io.messenger.platform.HttpServer;
import io.messenger.platform.Kafka;
import io.messenger.platform.Meters;
import io.messenger.platform.Peer;
import io.messenger.platform.Pictures;
import io.messenger.platform.Readiness;
import io.messenger.platform.Recurring;
import io.messenger.platform.RemoteKeys;
import io.messenger.platform.Settings;
import io.messenger.platform.Startup;
import io.messenger.platform.Startup.Step;
import io.messenger.platform.StatePublisher;
import io.messenger.platform.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// The user service, wired.
public final class UserApp implements AutoCloseable {
    private final Database database;
    private final RemoteKeys keys;
    private final StatePublisher changes;
    private final StatePublisher privacyChanges;
    private final Peer chats;
    private final LastSeenReader lastSeen;
    private final Recurring tidying;
    private final Startup startup;
    private final Readiness readiness;
    private final HttpServer server;

    private UserApp(Settings settings) {
        Clock clock = Clock.systemUTC();
        Kafka kafka = Kafka.of(settings);
        String issuer = settings.required("auth.issuer");
        String audience = settings.required("auth.audience");
        keys = new RemoteKeys(settings.uri("auth.jwks-uri"), clock);
        database = Database.open(settings, "users");
        tidying =
                Recurring.of(
                        "forget regained attempts",
                        Duration.ofMinutes(5),
                        () -> Attempts.forget(database, clock.instant()));
        lastSeen = new LastSeenReader(kafka, database);
        changes = StatePublisher.start(kafka, Topics.USER_CHANGED);
        privacyChanges = StatePublisher.start(kafka, Topics.PRIVACY_CHANGED);
        chats = new Peer(settings.uri("chat.uri"), Duration.ofSeconds(2));

        Authentication clients = new Authentication(new Tokens(keys, issuer, audience, clock));
        Authentication services =
                new Authentication(new Tokens(keys, issuer, Tokens.internal(audience), clock));
        startup =
                Startup.begin(
                        "user",
                        new Step("migrate the schema users", database::migrate),
                        new Step(
                                "create the topics",
                                () ->
                                        kafka.ensure(
                                                List.of(
                                                        Topics.userChanged(),
                                                        Topics.userSeen(),
                                                        Topics.privacyChanged()))),
                        new Step("keep when users were seen", lastSeen::start),
                        new Step("forget regained attempts", tidying::begin));
        // Kafka is not asked: a change that nobody is told of is seen at the next read.
        readiness = new Readiness().check("postgresql", database::answers);
        server = listen(settings, clients, services);
    }

    /// Starts it; it is ready once [#ready] says so.
    ///
    /// @throws io.messenger.platform.SettingsException when a setting cannot be used
    public static UserApp start(Settings settings) {
        return new UserApp(settings);
    }

    private HttpServer listen(Settings settings, Authentication clients, Authentication services) {
        Profiles profiles = new Profiles(database, changes);
        Privacy privacy = new Privacy(database, chats);
        ShownProfiles shown = new ShownProfiles(database, privacy);
        ChangeLimits limits = ChangeLimits.of(settings, database, Clock.systemUTC());
        Avatars avatars = new Avatars(database, profiles, new Pictures(), UUID::randomUUID);
        try {
            Meters meters = new Meters();
            changes.showIn(meters);
            privacyChanges.showIn(meters);
            return HttpServer.start(
                    settings,
                    startup,
                    readiness,
                    meters,
                    routing -> {
                        new SettingsApi(database, privacyChanges, limits, clients).routing(routing);
                        new PrivacyApi(privacy, clients).routing(routing);
                        new AvatarApi(avatars, shown, limits, clients).routing(routing);
                        new UserApi(profiles, shown, limits, clients, services).routing(routing);
                    });
        } catch (RuntimeException e) {
            closeParts();
            throw e;
        }
    }

    /// The API's port.
    public int port() {
        return server.port();
    }

    /// The port of health and metrics.
    public int managementPort() {
        return server.managementPort();
    }

    /// Whether it answers requests.
    public boolean ready() {
        return startup.done() && readiness.ready();
    }

    @Override
    public void close() {
        server.close();
        closeParts();
    }

    private void closeParts() {
        startup.close();
        lastSeen.close();
        tidying.close();
        changes.close();
        privacyChanges.close();
        chats.close();
        keys.close();
        database.close();
    }
}
