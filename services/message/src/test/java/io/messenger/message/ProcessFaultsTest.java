package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import io.messenger.testing.ServiceProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Instances that are killed, or stopped and continued, each in a process of its own.
final class ProcessFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world = World.shared();
    private final UserId ann = world.user();
    private final TestChat chat = TestChat.group(world, ann, world.user());

    @BeforeEach
    void leaveTheLogToTheProcesses() {
        world.stop();
    }

    @AfterEach
    void takeTheLogBack() {
        world.startAgain();
    }

    @Test
    void whatIsCommittedWhenTheProcessIsKilledBeforeItsEmissionIsEmittedByTheNext()
            throws Exception {
        try (Deliveries deliveries = Deliveries.fromNow();
                ServiceProcess service = owning(1, Map.of());
                Connection lock = world.database();
                Statement statement = lock.createStatement()) {
            chat.settle(chat.say(ann, "before"));
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE applied IN SHARE ROW EXCLUSIVE MODE");
            Sent sent = chat.say(ann, "committed");
            Await.until("the service waits to commit", PATIENCE, this::waitsForLock);
            // Without a broker it can commit, but not emit.
            World.STACK.kafka().kill();
            try {
                lock.commit();
                Await.until("it is committed", PATIENCE, () -> stored(sent));
                service.kill();
            } finally {
                World.STACK.kafka().restart();
            }
            assertThat(deliveries.all(one -> one.answers(sent))).isEmpty();
            world.startAgain();

            assertThat(deliveries.all(sent)).hasSize(1);
            assertThat(chat.said(ann)).containsExactly("chat.created", "before", "committed");
        }
    }

    @Test
    void nothingIsLostOrDoubledWhereverTheProcessIsKilled() throws Exception {
        world.startAgain();
        Traffic traffic = Traffic.begin(world);
        world.stop();
        for (int round = 0; round < 3; round++) {
            try (ServiceProcess service = owning(1, Map.of())) {
                chat.settle(chat.say(ann, "it works"));
                traffic.flow(40 + 37 * round);
                service.kill();
            }
        }
        world.startAgain();

        traffic.endsWithEverythingInOrder();
    }

    @Test
    void aZombieWhosePartitionsMovedChangesNothingAndJoinsAgain() throws Exception {
        try (Link link = new Link(World.STACK.postgres().port());
                ServiceProcess zombie = owning(1, Map.of("database.url", World.jdbcUrl(link)))) {
            Traffic traffic = Traffic.begin(world);
            traffic.flow(50);
            link.hold();
            traffic.flow(50);
            Await.until("it is about to write a batch", PATIENCE, link::holdsSomething);
            zombie.stop();
            world.startAgain();
            Await.until("another one has all", PATIENCE, () -> GroupOffsets.owners() == 1);
            chat.settle(chat.say(ann, "meanwhile"));
            link.release();
            zombie.goOn();
            Await.until("it is back", PATIENCE, () -> GroupOffsets.owners() == 2);
            traffic.flow(100);

            traffic.endsWithEverythingInOrder();
            assertThat(zombie.said()).contains("the log pauses");
            assertThat(chat.said(ann)).containsExactly("chat.created", "meanwhile");
        }
    }

    @Test
    void whoIsStoppedInATransactionHoldsNobodyUp() throws Exception {
        try (ServiceProcess stopped = owning(1, Map.of());
                Connection lock = world.database();
                Statement statement = lock.createStatement()) {
            chat.settle(chat.say(ann, "before"));
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE message IN SHARE ROW EXCLUSIVE MODE");
            chat.say(ann, "half");
            Await.until("the service is writing", PATIENCE, this::waitsForLock);
            stopped.stop();
            lock.rollback();
            world.startAgain();
            chat.settle(chat.say(ann, "whole"));

            assertThat(chat.said(ann)).containsExactly("chat.created", "before", "half", "whole");
        }
    }

    @Test
    void threeInstancesOneKilledOneStoppedAndAllRolled() throws Exception {
        world.startAgain();
        Traffic traffic = Traffic.begin(world);
        try (ServiceProcess two = owning(2, Map.of());
                ServiceProcess three = owning(3, Map.of())) {
            traffic.flow(100);
            two.kill();
            Await.until("it is missed", PATIENCE, () -> GroupOffsets.owners() == 2);
            traffic.flow(100);
            try (ServiceProcess four = owning(3, Map.of())) {
                three.terminate();
                traffic.flow(50);
                world.restart();
                traffic.flow(50);
                four.terminate();
            }
            traffic.flow(50);
        }

        traffic.endsWithEverythingInOrder();
    }

    /// Starts an instance and waits until it has partitions, as one of so many.
    private ServiceProcess owning(int instances, Map<String, String> more) throws Exception {
        ServiceProcess started =
                ServiceProcess.start("message", MessageMain.class, world.overrides(more));
        try {
            Await.until(
                    "it has partitions",
                    PATIENCE,
                    () -> {
                        started.demandAlive();
                        return GroupOffsets.owners() == instances;
                    });
        } catch (ConditionTimeoutException e) {
            started.kill();
            throw new AssertionError(
                    "%s instances; it said: %s".formatted(GroupOffsets.owners(), started.said()),
                    e);
        }
        return started;
    }

    private boolean waitsForLock() throws Exception {
        try (Connection connection = world.database();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT 1 FROM pg_stat_activity
                                WHERE application_name = 'messenger-message'
                                  AND wait_event_type = 'Lock'
                                """)) {
            return rows.next();
        }
    }

    private boolean stored(Sent sent) throws Exception {
        try (Connection connection = world.database();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT 1 FROM message WHERE chat_id = ? AND client_msg_id = ?")) {
            query.setObject(1, chat.id().value());
            query.setObject(2, sent.command().clientMsgId().value());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
