package io.messenger.message;

import io.messenger.contracts.Topics;
import io.messenger.testing.Await;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/// What Kafka knows of the service's group: the offsets it has committed, up to which everything is
/// emitted, and who is in it.
final class GroupOffsets {
    private static final Admin ADMIN =
            Admin.create(Map.of("bootstrap.servers", World.STACK.kafkaBootstrap()));

    private GroupOffsets() {}

    /// -1 when there is none.
    static long committed(int partition) throws ExecutionException, InterruptedException {
        OffsetAndMetadata offset =
                ADMIN.listConsumerGroupOffsets(World.GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(new TopicPartition(Topics.SEND, partition));
        return offset == null ? -1 : offset.offset();
    }

    /// Makes the group forget that it emitted what comes from `offset` on; whoever is in it is
    /// leaving.
    static void rewind(int partition, long offset) throws ExecutionException, InterruptedException {
        awaitNobody();
        ADMIN.alterConsumerGroupOffsets(
                        World.GROUP,
                        Map.of(
                                new TopicPartition(Topics.SEND, partition),
                                new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    /// Makes the group forget a partition; whoever is in it is leaving.
    static void forget(int partition) throws ExecutionException, InterruptedException {
        awaitNobody();
        ADMIN.deleteConsumerGroupOffsets(
                        World.GROUP, Set.of(new TopicPartition(Topics.SEND, partition)))
                .all()
                .get();
    }

    /// Deletes a record and all before it, as time does.
    static void deleteUpTo(RecordMetadata record) throws ExecutionException, InterruptedException {
        ADMIN.deleteRecords(
                        Map.of(
                                new TopicPartition(Topics.SEND, record.partition()),
                                RecordsToDelete.beforeOffset(record.offset() + 1)))
                .all()
                .get();
    }

    /// How many instances own partitions.
    static long owners() throws ExecutionException, InterruptedException {
        return members().filter(member -> !member.assignment().topicPartitions().isEmpty()).count();
    }

    private static void awaitNobody() {
        Await.until(
                "nobody is in the group",
                Duration.ofSeconds(60),
                () -> members().findAny().isEmpty());
    }

    private static Stream<MemberDescription> members()
            throws ExecutionException, InterruptedException {
        return ADMIN.describeConsumerGroups(Set.of(World.GROUP)).all().get().values().stream()
                .flatMap(group -> group.members().stream());
    }
}
