package io.messenger.auth;

import io.helidon.webserver.http.HttpRouting;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Topics;
import io.messenger.platform.Attempts;
import io.messenger.platform.Authentication;
import io.messenger.platform.ClientAddress;
import io.messenger.platform.Database;
import io.messenger.platform.HttpServer;
import io.messenger.platform.Kafka;
import io.messenger.platform.Meters;
import io.messenger.platform.Readiness;
import io.messenger.platform.Settings;
import io.messenger.platform.Startup;
import io.messenger.platform.Startup.Step;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The auth service, wired.
public final class AuthApp implements AutoCloseable {
    /// How much longer than its life a token may be good where a clock is late.
    private static final Duration TOKENS_GONE = Duration.ofMinutes(1);

    private final Database database;
    private final KeyRing keys;
    private final PasswordHasher hasher;
    private final Revocations revocations;
    private final Profiles profiles;
    private final Deletions deletions;
    private final Tidying tidying;
    private final Startup startup;
    private final Readiness readiness;
    private final HttpServer server;

    private AuthApp(Settings settings, Clock clock) {
        SecureRandom random = new SecureRandom();
        IdSource ids = new IdSource(clock, random);
        Kafka kafka = Kafka.of(settings);
        Meters meters = new Meters();
        AuthSettings parts = new AuthSettings(settings, clock);
        Duration pause = settings.duration("background.pause");
        ClientAddress addresses = ClientAddress.of(settings);
        PasswordRules rules = PasswordRules.load();

        database = Database.open(settings, "auth");
        keys = parts.keys(database, meters);
        AccessTokens tokens = parts.tokens(keys);
        UserClient users = new UserClient(settings.uri("user.uri"), tokens);
        hasher = parts.hasher(random, meters);
        revocations = new Revocations(database, kafka, pause);
        profiles = new Profiles(database, users, pause);
        Attempts guesses = parts.guesses(database);
        Codes codes = new Codes(database, guesses, clock);
        Logins logins = parts.logins(database, hasher, codes);
        Registration registration =
                new Registration(
                        database, rules, hasher, profiles, parts.registrations(database), ids);
        Accounts accounts = new Accounts(database, rules, hasher, logins, revocations);
        Sessions sessions =
                new Sessions(
                        database, logins, tokens, revocations, parts.sessions(), clock, random);
        SecondFactor secondFactor =
                new SecondFactor(database, logins, codes, guesses, clock, random);
        ChatClient chats = new ChatClient(settings.uri("chat.uri"), tokens);
        deletions =
                new Deletions(
                        database,
                        logins,
                        revocations,
                        new Deletions.Traces(chats, users),
                        new Deletions.Pace(pause, tokens.life().plus(TOKENS_GONE)),
                        clock);
        tidying = new Tidying(database, sessions, clock);

        AuthApi api = new AuthApi(registration, logins, sessions, keys, addresses, ids);
        Living living = new Living(new Authentication(parts.checker(keys)), sessions);
        SessionsApi sessionsApi = new SessionsApi(living, sessions);
        AccountApi accountApi = new AccountApi(living, accounts, deletions);
        SecondFactorApi secondFactorApi = new SecondFactorApi(living, secondFactor);
        startup =
                Startup.begin(
                        "auth",
                        new Step("migrate the schema auth", database::migrate),
                        new Step("learn which key signs", keys::refresh),
                        new Step(
                                "create the topic " + Topics.REVOKED,
                                () -> kafka.ensure(List.of(Topics.revoked()))),
                        new Step("begin the background work", this::beginBackground));
        // Kafka is not asked: while it is away, revocations wait in the outbox.
        readiness = new Readiness().check("postgresql", database::answers);
        server =
                listen(
                        settings,
                        meters,
                        routing -> {
                            api.routing(routing);
                            sessionsApi.routing(routing);
                            accountApi.routing(routing);
                            secondFactorApi.routing(routing);
                        });
    }

    /// Starts it; it is ready once [#ready] says so.
    ///
    /// @throws io.messenger.platform.SettingsException when a setting cannot be used
    public static AuthApp start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    static AuthApp start(Settings settings, Clock clock) {
        return new AuthApp(settings, clock);
    }

    private HttpServer listen(
            Settings settings, Meters meters, Consumer<HttpRouting.Builder> routes) {
        try {
            return HttpServer.start(settings, startup, readiness, meters, routes);
        } catch (RuntimeException e) {
            closeParts();
            throw e;
        }
    }

    private void beginBackground() {
        keys.begin();
        revocations.begin();
        profiles.begin();
        deletions.begin();
        tidying.begin();
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
        tidying.close();
        deletions.close();
        profiles.close();
        revocations.close();
        keys.close();
        hasher.close();
        database.close();
    }
}
