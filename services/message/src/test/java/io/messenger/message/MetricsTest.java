package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/// What the log shows of itself on the management port; its lag is in the tests of faults.
final class MetricsTest {
    private final World world = World.shared();
    private final UserId ann = world.user();
    private final TestChat chat = TestChat.group(world, ann, world.user());
    private final Metrics before = Metrics.of(world.app());

    @Test
    void commandsAreCountedByWhatBecameOfThem() {
        Sent sent = chat.say(ann, "one");
        chat.again(sent);
        chat.say(world.user(), "a stranger's");
        chat.put(ann, new Op.React(2, "!", true));
        chat.put(ann, new Op.React(2, "!", true));
        chat.put(ann, new Op.Read(1));
        chat.settle(chat.delete(ann, 2, Op.Scope.ME));

        assertThat(more("send", "applied")).isEqualTo(1);
        assertThat(more("send", "repeated")).isEqualTo(1);
        assertThat(more("send", "not_found")).isEqualTo(1);
        assertThat(more("react", "applied")).isEqualTo(1);
        assertThat(more("react", "unchanged")).isEqualTo(1);
        assertThat(more("read", "unchanged")).isEqualTo(1);
        assertThat(more("delete", "applied")).isEqualTo(1);
    }

    @Test
    void batchesAreMeasuredAndEventsCountedByTheWayTheyWent() {
        chat.say(world.user(), "a stranger's");
        chat.settle(chat.say(ann, "one"));
        Metrics after = Metrics.of(world.app());

        assertThat(after.events("all")).isEqualTo(before.events("all") + 1);
        assertThat(after.events("connection")).isEqualTo(before.events("connection") + 1);
        assertThat(more("messenger_log_batch_sum")).isEqualTo(2);
        assertThat(more("messenger_log_commit_seconds_count")).isBetween(1.0, 2.0);
        assertThat(more("messenger_log_emit_seconds_count")).isBetween(1.0, 2.0);
        assertThat(after.of("messenger_log_healthy")).isEqualTo(1);
    }

    @Test
    void deadLettersAreCounted() {
        World.settled(world.sendRaw(CommandWriter.key(chat.id()), new byte[] {1}));

        assertThat(more("messenger_log_dead_letters_total")).isEqualTo(1);
    }

    @Test
    void whatSearchDoesNotKnowYetAges() throws Exception {
        try (Connection other = world.database();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE searched IN EXCLUSIVE MODE");
            chat.settle(chat.say(ann, "one"));
            Await.until("search is behind", () -> searchLag() > 0.5);
            other.rollback();
        }
        Await.until("search is up to date", () -> searchLag() == 0);
    }

    private double searchLag() {
        return Metrics.of(world.app()).of("messenger_search_lag_seconds");
    }

    private double more(String op, String outcome) {
        return Metrics.of(world.app()).commands(op, outcome) - before.commands(op, outcome);
    }

    private double more(String series) {
        return Metrics.of(world.app()).of(series) - before.of(series);
    }
}
