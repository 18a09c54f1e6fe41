package io.messenger.embedded;

import java.util.ArrayList;
import java.util.List;

/// An Apache Kafka broker, which is its own controller (KRaft), in a small virtual machine of its
/// own.
public final class LocalKafka implements LocalPart {
    private static final String NAME = "Kafka";

    /// What the broker logs once it is registered and takes requests.
    private static final String STARTED = "Kafka Server started";

    private final DataFolder folder;
    private final int port;
    private final List<String> command;
    private volatile Child child;

    private LocalKafka(DataFolder folder, int port, List<String> command) {
        this.folder = folder;
        this.port = port;
        this.command = command;
        this.child = launch();
    }

    static LocalKafka start(DataFolder folder, StackOptions options, Tools tools, Cache cache) {
        Orphan.stop(folder, NAME, "TERM");
        int port = Ports.claim(NAME, options.kafkaPort());
        KafkaData data = KafkaData.in(folder.sub("kafka"), port);
        List<String> command = new ArrayList<>(tools.leash("KILL"));
        command.addAll(KafkaJvm.command(data.logback(), cache));
        command.addAll(List.of("kafka.Kafka", data.properties().toString()));
        return new LocalKafka(folder, port, command);
    }

    private Child launch() {
        Child started = Child.start(NAME, folder, command);
        started.await(() -> started.hasLogged(STARTED));
        return started;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public void stop() {
        child.stop("TERM");
    }

    @Override
    public void restart() {
        stop();
        child = launch();
    }
}
