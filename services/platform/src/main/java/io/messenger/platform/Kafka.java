package io.messenger.platform;

import io.messenger.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// How we use Kafka: bytes in, bytes out, nothing acknowledged before every in-sync replica has it.
///
/// @param bootstrap host:port of some brokers, comma-separated
/// @param service whose clients these are; it shows in the broker's metrics
/// @param more what every client needs besides: how it encrypts and who it is
public record Kafka(String bootstrap, String service, Map<String, String> more) {
    private static final long TIMEOUT_SECONDS = 10;

    /// One that needs nothing besides.
    public Kafka(String bootstrap, String service) {
        this(bootstrap, service, Map.of());
    }

    /// Keeps a copy.
    public Kafka {
        more = Map.copyOf(more);
    }

    /// The Kafka of `kafka.bootstrap`, with the client settings of the file `kafka.client-file`.
    ///
    /// @throws SettingsException when that file cannot be read
    public static Kafka of(Settings settings) {
        return new Kafka(
                settings.required("kafka.bootstrap"),
                settings.service(),
                ClientFile.read(settings, "kafka.client-file"));
    }

    /// A producer that keeps order, repeats nothing, waits for no company, and gives up after ten
    /// seconds.
    public KafkaProducer<byte[], byte[]> producer() {
        return producer(Duration.ZERO);
    }

    /// One that lets a record wait so long for others to share its request.
    public KafkaProducer<byte[], byte[]> producer(Duration linger) {
        Map<String, Object> config = common("producer");
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        // A request costs the broker as much as many records: what comes while one is under way
        // shares the next one.
        config.put("linger.ms", linger.toMillis());
        config.put("max.in.flight.requests.per.connection", 1);
        config.put("delivery.timeout.ms", 10_000);
        config.put("request.timeout.ms", 5_000);
        config.put("max.block.ms", 5_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// A consumer by assignment: it reads the partitions it is given, from where it is told to, and
    /// commits nothing. Its `poll` throws OffsetOutOfRangeException when records were gone before
    /// it has read them; another policy would pass over them in silence.
    public KafkaConsumer<byte[], byte[]> reader() {
        Map<String, Object> config = common("reader");
        config.put("auto.offset.reset", "none");
        return consumer(config);
    }

    /// A consumer of a group that shares the partitions and commits by hand. It gives up none that
    /// it keeps when others come or go, and one that says nothing for six seconds (the least that
    /// brokers allow by default) loses all.
    public KafkaConsumer<byte[], byte[]> member(String group, int maxRecords) {
        Map<String, Object> config = common("member");
        config.put("group.id", group);
        // That of KIP-848 hands every poll over to a thread of its own and back (ADR 0015).
        config.put("group.protocol", "classic");
        config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        config.put("session.timeout.ms", 6_000);
        config.put("heartbeat.interval.ms", 1_000);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", maxRecords);
        return consumer(config);
    }

    /// Tells whether the brokers answer.
    public KafkaProbe probe() {
        return new KafkaProbe(common("probe"));
    }

    /// A consumer that alone is told everything from now on, for Helidon's channels, which leave
    /// the commits to it.
    ///
    /// @param group a name that no other process has
    KafkaConsumer<byte[], byte[]> follower(String group) {
        Map<String, Object> config = common("follower");
        config.put("group.id", group);
        config.put("auto.offset.reset", "latest");
        config.put("enable.auto.commit", true);
        // Where there is no commit yet, a broker's restart makes the group begin at the end again.
        config.put("auto.commit.interval.ms", 500);
        return consumer(config);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        config.putIfAbsent("enable.auto.commit", false);
        config.put("allow.auto.create.topics", false);
        config.put("fetch.max.wait.ms", 500);
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> common(String role) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrap);
        config.put("client.id", "messenger-" + service + "-" + role);
        config.put("reconnect.backoff.max.ms", 1_000);
        return config;
    }

    /// Creates the topics that are missing; those that exist stay as they are.
    public void ensure(List<Topics.Spec> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        try (Admin admin = Admin.create(common("admin"))) {
            Set<String> names = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            for (Topics.Spec topic : topics) {
                if (!names.contains(topic.name())) {
                    create(admin, topic);
                }
            }
        }
    }

    private static void create(Admin admin, Topics.Spec topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        NewTopic wanted =
                new NewTopic(
                                topic.name(),
                                java.util.Optional.of(topic.partitions()),
                                java.util.Optional.empty())
                        .configs(topic.settings());
        try {
            admin.createTopics(List.of(wanted)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
