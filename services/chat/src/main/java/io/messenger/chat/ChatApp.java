package io.messenger.chat;

import io.messenger.contracts.IdSource;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;

/// The chat service: its parts, and how they hang together.
public final class ChatApp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Producer<byte[], byte[]> producer;
    private final Outbox outbox;
    private final Recurring tidying;
    private final StatePublisher privacy;
    private final StatePublisher news;
    private final ProfileReader profiles;
    private final Peer userService;
    private final Peer messageService;
    private final RemoteKeys keys;
    private final Startup startup;
    private final Readiness readiness;
    private final HttpServer server;

    private ChatApp(Settings settings) {
        Clock clock = Clock.systemUTC();
        Kafka kafka = Kafka.of(settings);
        int partitions = settings.number("kafka.send-partitions", 1, 1000);
        database = Database.open(settings, "chat");
        producer = kafka.producer();
        outbox = new Outbox(database, new KafkaPublisher(producer));
        tidying =
                Recurring.of(
                        "forget regained attempts",
                        Duration.ofMinutes(5),
                        () -> Attempts.forget(database, clock.instant()));
        privacy = StatePublisher.start(kafka, Topics.PRIVACY_CHANGED);
        news = StatePublisher.start(kafka, Topics.PROFILE_NEWS);
        profiles = new ProfileReader(kafka, database, news);
        userService = new Peer(settings.uri("user.uri"), PATIENCE);
        messageService = new Peer(settings.uri("message.uri"), PATIENCE);
        keys = new RemoteKeys(settings.uri("auth.jwks-uri"), clock);
        startup =
                Startup.begin(
                        "chat",
                        new Step("migrate the schema chat", database::migrate),
                        new Step("create the topics", () -> kafka.ensure(Topics.all(partitions))),
                        new Step("publish the outbox", outbox::start),
                        new Step("address changed profiles", profiles::start),
                        new Step("forget regained attempts", tidying::begin));
        // Without Kafka chats are still read, and changes wait in the outbox: that is ready enough.
        readiness = new Readiness().check("postgresql", database::answers);
        Authentication authentication = authentication(settings, clock);
        SecureRandom random = new SecureRandom();
        IdSource ids = new IdSource(clock, random);
        ChatLog log =
                new ChatLog(
                        outbox,
                        new LogAnswers(messageService),
                        settings.duration("message.wait"),
                        ids,
                        clock);
        Users users = new Users(userService);
        JoinedSeqs joined = new JoinedSeqs(database, log);
        Founding founding = new Founding(database, users, log, joined, ids, clock);
        Chats chats = new Chats(database, log);
        ChatApi chatApi = new ChatApi(authentication, founding, chats);
        MemberApi memberApi =
                new MemberApi(authentication, new Members(database, users, log, joined));
        KeepingApi keepingApi =
                new KeepingApi(authentication, new Keeping(database, log), chats, clock);
        BlockApi blockApi =
                new BlockApi(authentication, new Blocks(database, users, log, privacy, clock));
        PeerApi peerApi = new PeerApi(authentication, database);
        BanApi banApi = new BanApi(authentication, new Bans(database, users, log, clock));
        InviteApi inviteApi =
                new InviteApi(authentication, new Invites(database, ids, random, clock), clock);
        JoiningApi joiningApi =
                new JoiningApi(authentication, new Joining(database, log, joined, clock), chats);
        PictureApi pictureApi =
                new PictureApi(
                        authentication,
                        new ChatPictures(
                                database,
                                log,
                                chats,
                                new Pictures(),
                                ChatPictures.uploads(settings, database, clock),
                                UUID::randomUUID));
        Meters meters = new Meters();
        privacy.showIn(meters);
        news.showIn(meters);
        server =
                HttpServer.start(
                        settings,
                        startup,
                        readiness,
                        meters,
                        routing -> {
                            chatApi.routing(routing);
                            memberApi.routing(routing);
                            keepingApi.routing(routing);
                            blockApi.routing(routing);
                            peerApi.routing(routing);
                            banApi.routing(routing);
                            inviteApi.routing(routing);
                            joiningApi.routing(routing);
                            pictureApi.routing(routing);
                        });
    }

    /// Starts the service; it answers `unavailable` until PostgreSQL and Kafka are there.
    public static ChatApp start(Settings settings) {
        return new ChatApp(settings);
    }

    private Authentication authentication(Settings settings, Clock clock) {
        return new Authentication(
                new Tokens(
                        keys,
                        settings.required("auth.issuer"),
                        settings.required("auth.audience"),
                        clock));
    }

    /// The port of the API.
    public int port() {
        return server.port();
    }

    /// The port of health and metrics.
    public int managementPort() {
        return server.managementPort();
    }

    /// Whether it answers requests now.
    public boolean ready() {
        return startup.done() && readiness.ready();
    }

    @Override
    public void close() {
        startup.close();
        server.close();
        outbox.close();
        tidying.close();
        profiles.close();
        privacy.close();
        news.close();
        // What it has not delivered by then is still in the outbox.
        producer.close(Duration.ofSeconds(2));
        userService.close();
        messageService.close();
        keys.close();
        database.close();
    }
}
