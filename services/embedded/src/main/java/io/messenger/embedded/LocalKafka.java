package io.messenger.embedded;

import java.util.ArrayList;
import java.util.List;

/// An Apache Kafka broker, which is its own controller (KRaft), in a small virtual machine of its
/// own.
public final class LocalKafka extends LocalServer {
    private static final String NAME = "Kafka";
    private static final String SIGNAL = "TERM";

    /// What the broker logs once it is registered and takes requests.
    private static final String STARTED = "Kafka Server started";

    private LocalKafka(DataFolder folder, int port, List<String> command) {
        super(port, SIGNAL, () -> launch(folder, command));
    }

    static LocalKafka start(DataFolder folder, StackOptions options, Tools tools, Cache cache) {
        Orphan.stop(folder, NAME, SIGNAL);
        int port = Ports.claim(NAME, options.kafkaPort());
        KafkaData data = KafkaData.in(folder.sub("kafka"), port);
        List<String> command = new ArrayList<>(tools.leash("KILL"));
        command.addAll(KafkaJvm.command(data.logback(), cache));
        command.addAll(List.of("kafka.Kafka", data.properties().toString()));
        return new LocalKafka(folder, port, command);
    }

    private static Child launch(DataFolder folder, List<String> command) {
        Child started = Child.start(NAME, folder, command);
        started.await(() -> started.hasLogged(STARTED));
        return started;
    }
}
