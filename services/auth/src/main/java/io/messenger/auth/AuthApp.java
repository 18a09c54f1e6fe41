package io.messenger.auth;

import io.messenger.contracts.IdSource;
import io.messenger.contracts.Topics;
import io.messenger.platform.Authentication;
import io.messenger.platform.ClientAddress;
import io.messenger.platform.Database;
import io.messenger.platform.HttpServer;
import io.messenger.platform.Kafka;
import io.messenger.platform.Readiness;
import io.messenger.platform.Recurring;
import io.messenger.platform.Settings;
import io.messenger.platform.Startup;
import io.messenger.platform.Startup.Step;
import io.messenger.platform.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// The auth service, wired.
public final class AuthApp implements AutoCloseable {
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final PasswordHasher hasher;
    private final Revocations revocations;
    private final Profiles profiles;
    private final Recurring tidying;
    private final Startup startup;
    private final Readiness readiness;
    private final HttpServer server;

    private AuthApp(Settings settings, SigningKeys keys, Clock clock) {
        SecureRandom random = new SecureRandom();
        IdSource ids = new IdSource(clock, random);
        Kafka kafka = Kafka.of(settings);
        AccessTokens tokens = tokens(settings, keys, clock);
        Duration pause = settings.duration("background.pause");
        ClientAddress addresses = ClientAddress.of(settings);
        Sessions.Limits limits =
                new Sessions.Limits(
                        settings.duration("session.idle"), settings.number("session.most", 1, 100));
        Attempts perUsername = attempts(settings, "login.failures-per-username", clock);
        Attempts perAddress = attempts(settings, "login.failures-per-address", clock);
        UserClient users = new UserClient(settings.uri("user.uri"), tokens);

        hasher = hasher(settings, random);
        database = Database.open(settings, "auth");
        revocations = new Revocations(database, kafka, pause);
        profiles = new Profiles(database, users, pause);
        Logins logins = new Logins(database, hasher, perUsername, perAddress);
        PasswordRules rules = PasswordRules.load();
        Accounts accounts =
                new Accounts(database, rules, hasher, logins, profiles, revocations, ids);
        Sessions sessions = new Sessions(database, tokens, revocations, limits, clock, random);
        tidying = Recurring.of("forget idle sessions", TIDY_EVERY, sessions::forgetIdle);

        AuthApi api = new AuthApi(accounts, logins, sessions, keys, addresses, ids);
        Authentication authentication = new Authentication(checker(settings, keys, clock));
        SessionsApi sessionsApi = new SessionsApi(authentication, accounts, sessions);
        startup =
                Startup.begin(
                        "auth",
                        new Step("migrate the schema auth", database::migrate),
                        new Step(
                                "create the topic " + Topics.REVOKED,
                                () -> kafka.ensure(List.of(Topics.revoked()))),
                        new Step("begin the background work", this::beginBackground));
        // Kafka is not asked: while it is away, revocations wait in the outbox.
        readiness = new Readiness().check("postgresql", database::answers);
        server = listen(settings, api, sessionsApi);
    }

    /// Starts it; it is ready once [#ready] says so.
    ///
    /// @throws io.messenger.platform.SettingsException when a setting cannot be used
    public static AuthApp start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    static AuthApp start(Settings settings, Clock clock) {
        Path keyFile = Path.of(settings.required("token.key-file"));
        SigningKeys keys = KeyFile.load(keyFile, settings.flag("token.create-key"));
        return new AuthApp(settings, keys, clock);
    }

    private HttpServer listen(Settings settings, AuthApi api, SessionsApi sessionsApi) {
        try {
            return HttpServer.start(
                    settings,
                    startup,
                    readiness,
                    routing -> {
                        api.routing(routing);
                        sessionsApi.routing(routing);
                    });
        } catch (RuntimeException e) {
            closeParts();
            throw e;
        }
    }

    private static AccessTokens tokens(Settings settings, SigningKeys keys, Clock clock) {
        return new AccessTokens(
                keys,
                settings.required("auth.issuer"),
                settings.required("auth.audience"),
                settings.duration("token.life"),
                clock);
    }

    /// Checks our own tokens by our own keys, without asking ourselves over HTTP.
    private static Tokens checker(Settings settings, SigningKeys keys, Clock clock) {
        return new Tokens(
                keys, settings.required("auth.issuer"), settings.required("auth.audience"), clock);
    }

    private static PasswordHasher hasher(Settings settings, SecureRandom random) {
        return new PasswordHasher(
                settings.number("password.hashing", 1, 64),
                settings.duration("password.patience"),
                random);
    }

    private static Attempts attempts(Settings settings, String key, Clock clock) {
        return new Attempts(
                settings.number(key, 1, 1_000_000), settings.duration("login.window"), clock);
    }

    private void beginBackground() {
        revocations.begin();
        profiles.begin();
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
        profiles.close();
        revocations.close();
        hasher.close();
        database.close();
    }
}
