package io.messenger.gateway;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.http1.Http1Config;
import io.messenger.contracts.IdSource;
import io.messenger.gateway.socket.Connections;
import io.messenger.gateway.socket.Refusal;
import io.messenger.gateway.socket.SocketEndpoint;
import io.messenger.gateway.socket.SocketLimits;
import io.messenger.platform.Authentication;
import io.messenger.platform.ClientAddress;
import io.messenger.platform.HttpServer;
import io.messenger.platform.Kafka;
import io.messenger.platform.KafkaProbe;
import io.messenger.platform.Meters;
import io.messenger.platform.Readiness;
import io.messenger.platform.Redis;
import io.messenger.platform.RemoteKeys;
import io.messenger.platform.Settings;
import io.messenger.platform.Startup;
import io.messenger.platform.Startup.Step;
import io.messenger.platform.Tokens;
import io.messenger.platform.Tracing;
import io.micrometer.core.instrument.Timer;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import redis.clients.jedis.RedisClient;

/// The gateway, wired.
public final class GatewayApp implements AutoCloseable {
    private static final Refusal STARTING =
            Refusal.unavailable("The gateway is starting", Duration.ofSeconds(1));

    private final Clock clock = Clock.systemUTC();
    private final IdSource ids = new IdSource(clock, new SecureRandom());
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    // Bodies of requests are read by these threads: slow clients must not hold real
                    // ones.
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final Deadlines deadlines = new Deadlines();
    private final RevokedSessions revoked = new RevokedSessions(clock);
    private final Tracing tracing;
    private final LocalSessions sessions;
    private final RedisClient redis;
    private final RemoteKeys keys;
    private final KafkaProbe probe;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> events;
    private final DeliveredReader reader;
    private final LaneLease lane;
    private final Rebalancing rebalancing;
    private final Drain drain;
    private final Admission admission;
    private final CutOff cutOff;
    private final RoomInterests interests;
    private final MessageClient messages;
    private final Watching watching;
    private final CommandLog log;
    private final Sending sending;
    private final ReceivedPointers received;
    private final SessionSweep sweep;
    private final StateEvents states;
    private final Connections connections;
    private final Startup startup;
    private final Readiness readiness;
    private final HttpServer server;

    private GatewayApp(Settings settings) {
        Kafka kafka = Kafka.of(settings);
        tracing = Tracing.of(settings);
        sessions = new LocalSessions(settings.number("socket.per-user", 1, 100_000), revoked);
        redis = Redis.open(settings);
        keys = new RemoteKeys(settings.uri("auth.jwks-uri"), clock);
        probe = kafka.probe();
        producer = kafka.producer(CommandLog.LINGER);
        events = kafka.reader();
        Meters meters = new Meters();
        DeliveryMeters delivered = DeliveryMeters.of(meters, clock);
        reader = new DeliveredReader(events, sessions, delivered, tracing, clock);
        lane = lane(settings.duration("registry.keep"));
        messages = new MessageClient(http, settings.uri("message.uri"));
        interests = new RoomInterests(sessions, lane, messages);
        RedisPresence presence = new RedisPresence(redis, lane);
        watching =
                new Watching(
                        messages,
                        sessions.watches(),
                        presence,
                        () -> Redis.connect(settings),
                        new PresenceNews(
                                presence,
                                new DeadLanes(redis, lane),
                                new LastSeenLog(producer),
                                clock,
                                settings.duration("presence.grace")),
                        Sights.of(settings, clock),
                        clock);
        log = new CommandLog(producer, tracing);
        sending = new Sending(log, lane, ids, clock);
        received = new ReceivedPointers(sending);
        connections =
                new Connections(
                        SocketLimits.defaults().withPlaces(GatewaySettings.places(settings)),
                        ids,
                        System::nanoTime);
        cutOff = new CutOff(lane::sinceRenewed, reader::sinceRouted, connections);
        Fleet fleet = new Fleet(redis);
        rebalancing =
                new Rebalancing(
                        fleet,
                        lane,
                        sessions,
                        connections,
                        settings.number("rebalance.per-second", 0, 100_000));
        drain =
                new Drain(
                        settings.duration("drain.window"),
                        sessions,
                        connections,
                        () -> fleet.hasOthers(lane.current()));
        admission =
                new Admission(
                        settings.number("attach.at-once", 1, 10_000),
                        settings.number("attach.waiting", 0, 100_000));
        sweep = new SessionSweep(sessions, clock);
        states = new StateEvents(kafka, sessions, watching);
        startup =
                Startup.begin(
                        "gateway",
                        new Step(
                                "create the topics",
                                () -> kafka.ensure(GatewaySettings.topics(settings))),
                        new Step("read the events", reader::start),
                        new Step("lease a lane", lane::start),
                        new Step("look for a lane", cutOff::begin),
                        new Step("spread the sockets", rebalancing::begin),
                        new Step("route large chats", interests::start),
                        new Step("watch presence", watching::start),
                        new Step("pass received pointers on", received::start));
        readiness =
                new Readiness()
                        .check("kafka", probe::answers)
                        .check("events", () -> !cutOff.now())
                        .check("stays", () -> !drain.begun());
        show(meters);
        server = listen(settings, meters);
    }

    /// Starts it; it becomes ready when Kafka is there. Redis may be away: events then come by
    /// broadcast.
    public static GatewayApp start(Settings settings) {
        return new GatewayApp(settings);
    }

    /// Entries are prolonged four times within the time they are kept.
    private LaneLease lane(Duration keep) {
        return new LaneLease(
                new RedisRegistry(redis, ids.next().toString(), keep),
                sessions,
                reader,
                keep.dividedBy(4));
    }

    private void show(Meters meters) {
        states.showIn(meters);
        GatewayMeters own = new GatewayMeters(meters);
        own.show(connections, sessions);
        own.show(events, producer);
        own.show(lane);
    }

    private HttpServer listen(Settings settings, Meters meters) {
        Tokens tokens =
                new Tokens(
                        keys,
                        settings.required("auth.issuer"),
                        settings.required("auth.audience"),
                        clock);
        ClientAddress addresses = ClientAddress.of(settings);
        RateLimits rates = RateLimits.of(settings, System::nanoTime);
        Timer answers = meters.timer("gateway_answer", "From a command to its answer.");
        SocketFrames frames =
                new SocketFrames(
                        new Attaching(
                                tokens,
                                admission,
                                new Resumes(messages, interests),
                                sessions,
                                lane,
                                watching,
                                clock),
                        sessions,
                        lane,
                        sending,
                        new Syncing(messages),
                        watching,
                        received,
                        new FrameLimits(rates, took -> answers.record(took, TimeUnit.NANOSECONDS)),
                        clock);
        SocketEndpoint endpoint =
                new SocketEndpoint(
                        "/v1/ws",
                        "messenger.v1",
                        Set.copyOf(settings.list("socket.origins")),
                        _ ->
                                startup.done()
                                        ? cutOff.check().or(admission::check)
                                        : Optional.of(STARTING),
                        addresses::counted,
                        connections,
                        new TimedAttach(
                                frames, meters.timer("gateway_attach", "From auth to synced.")));
        Routes routes =
                new Routes(
                        proxy(addresses),
                        GatewaySettings.services(settings),
                        new Authentication(tokens),
                        new EndedSessions(revoked),
                        new RestSends(log, sessions, lane, rates, addresses, ids, clock));
        return HttpServer.start(
                settings,
                startup,
                readiness,
                meters,
                routing -> {
                    new Pages().routing(routing);
                    routes.routing(routing);
                },
                config -> {
                    config.maxPayloadSize(Proxy.MOST_OF_A_BODY);
                    config.addConnectionSelector(endpoint.selector(Http1Config.builder()));
                    config.connectionOptions(
                            endpoint.connectionOptions(
                                    SocketOptions.builder().tcpNoDelay(true).build()));
                    PublicTls.of(settings).ifPresent(config::tls);
                });
    }

    private Proxy proxy(ClientAddress addresses) {
        return new Proxy(
                http,
                new ForwardedRequests(addresses, Duration.ofSeconds(15)),
                deadlines,
                Duration.ofMinutes(1));
    }

    /// The public port.
    public int port() {
        return server.port();
    }

    /// The port of health and metrics.
    public int managementPort() {
        return server.managementPort();
    }

    /// Whether it does its work now.
    public boolean ready() {
        return startup.done() && readiness.ready();
    }

    /// Moves its sockets to the other gateways first, which may take the whole `drain.window`.
    @Override
    public void close() {
        startup.close();
        rebalancing.close();
        cutOff.close();
        drain.run();
        connections.close();
        sweep.close();
        states.close();
        interests.close();
        watching.close();
        received.close();
        server.close();
        lane.close();
        reader.close();
        producer.close(Duration.ofSeconds(5));
        tracing.close();
        probe.close();
        keys.close();
        redis.close();
        http.shutdownNow();
        deadlines.close();
    }
}
