package io.messenger.embedded;

import java.nio.file.Path;

/// The broker's `server.properties`.
final class KafkaSettings {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private KafkaSettings() {}

    /// Short sessions, of the broker with its controller and of consumers with it: after a `kill
    /// -9` the old ones must run out before the new ones are let in, and with the defaults (9 s and
    /// 45 s) that is what a start waits for.
    static String of(Path log, int port, int controllerPort) {
        return """
        process.roles=broker,controller
        node.id=%1$d
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        log.dirs=%4$s
        auto.create.topics.enable=false

        broker.heartbeat.interval.ms=200
        broker.session.timeout.ms=1000
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000

        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1

        num.network.threads=2
        num.io.threads=4
        background.threads=2
        log.cleaner.dedupe.buffer.size=4194304
        """
                .formatted(NODE, controllerPort, port, log);
    }
}
