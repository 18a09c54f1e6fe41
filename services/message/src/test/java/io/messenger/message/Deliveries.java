package io.messenger.message;

import io.messenger.contracts.Topics;
import io.messenger.testing.FrameSchemas;
import io.messenger.testing.TestKafka;
import java.util.List;
import java.util.function.Predicate;

/// What the service emits from now on. For one thread.
record Deliveries(TestKafka topic) implements AutoCloseable {
    static Deliveries fromNow() {
        return new Deliveries(TestKafka.fromNow(World.STACK.kafkaBootstrap(), Topics.DELIVERED));
    }

    /// The first that fits, of those before and those to come.
    Delivered await(Predicate<Delivered> fits) {
        return checked(Delivered.of(topic.await(record -> fits.test(Delivered.of(record)))));
    }

    /// What came of a command.
    Delivered await(Sent sent) {
        return await(one -> one.answers(sent));
    }

    /// All so far that fit.
    List<Delivered> all(Predicate<Delivered> fits) {
        return topic.all().stream()
                .map(Delivered::of)
                .filter(fits)
                .map(Deliveries::checked)
                .toList();
    }

    /// All so far that came of a command; the log is past it.
    List<Delivered> all(Sent sent) {
        World.settled(sent.at());
        return all(one -> one.answers(sent));
    }

    private static Delivered checked(Delivered delivered) {
        FrameSchemas.demandFromServer(delivered.frame());
        return delivered;
    }

    @Override
    public void close() {
        topic.close();
    }
}
