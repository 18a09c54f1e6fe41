package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A database that is there and does not do what it should, in the middle of traffic.
final class DatabaseFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final World world = World.shared();

    @Test
    void whileItTakesNoWritesTheLogPausesAndSaysSo() throws Exception {
        Traffic traffic = Traffic.begin(world);
        traffic.flow(50);
        readOnly(true);
        try {
            Await.until("it is unready", PATIENCE, () -> readiness(world.app()) == 503);
            Sent waiting = traffic.flow(100);
            Await.until(
                    "the lag shows",
                    PATIENCE,
                    () -> Metrics.of(world.app()).lag(waiting.at().partition()) > 0);
            assertThat(Metrics.of(world.app()).of("messenger_log_healthy")).isZero();
        } finally {
            readOnly(false);
        }
        Await.until("it is ready again", PATIENCE, () -> readiness(world.app()) == 200);

        traffic.endsWithEverythingInOrder();
        Await.until(
                "the lag is gone",
                PATIENCE,
                () ->
                        Metrics.of(world.app()).series().entrySet().stream()
                                .filter(one -> one.getKey().startsWith("messenger_log_lag"))
                                .allMatch(one -> one.getValue() == 0));
    }

    @Test
    void aDatabaseThatTakesNoWritesIsSeenWithoutAnyTraffic() throws Exception {
        readOnly(true);
        try {
            Await.until("it is unready", PATIENCE, () -> readiness(world.app()) == 503);
        } finally {
            readOnly(false);
        }
        Await.until("it is ready again", PATIENCE, () -> readiness(world.app()) == 200);
    }

    @Test
    void aSlowDatabaseMakesTheLogSlowAndNothingElse() throws Exception {
        behind(link -> {
            Traffic traffic = Traffic.begin(world);
            traffic.flow(50);
            link.delay(150);
            traffic.flow(300);
            assertThat(GroupOffsets.owners()).isEqualTo(1);
            link.delay(0);
            traffic.endsWithEverythingInOrder();
        });
    }

    @Test
    void aDatabaseThatAnswersNothingMakesItUnreadyAndIsWaitedFor() throws Exception {
        behind(link -> {
            Traffic traffic = Traffic.begin(world);
            traffic.flow(50);
            link.hold();
            traffic.flow(50);
            Await.until("it is unready", PATIENCE, () -> readiness(world.app()) == 503);
            traffic.flow(50);
            assertThat(GroupOffsets.owners()).as("nobody throws it out").isEqualTo(1);
            link.release();
            Await.until("it is ready again", PATIENCE, () -> readiness(world.app()) == 200);
            traffic.endsWithEverythingInOrder();
        });
    }

    @Test
    void connectionsThatAreCutAgainAndAgainLoseNothing() throws Exception {
        Traffic traffic = Traffic.begin(world);
        for (int i = 0; i < 20; i++) {
            traffic.flow(10);
            execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name = 'messenger-message'
                    """);
        }
        Await.until("it is ready again", PATIENCE, () -> readiness(world.app()) == 200);

        traffic.endsWithEverythingInOrder();
    }

    @Test
    void aRestoreToAnEarlierPointInTheMiddleOfTrafficIsRepaired() throws Exception {
        Traffic traffic = Traffic.begin(world);
        traffic.flow(50);
        try (Snapshot snapshot = Snapshot.take(world)) {
            traffic.flow(200);
            snapshot.restore();
            traffic.flow(100);
        }

        traffic.endsWithEverythingInOrder();
    }

    private interface Behind {
        void run(Link link) throws Exception;
    }

    /// Runs with the shared instance behind a network that can be broken.
    private void behind(Behind work) throws Exception {
        world.stop();
        try (Link link = new Link(World.STACK.postgres().port())) {
            world.startAgain(Map.of("database.url", World.jdbcUrl(link)));
            work.run(link);
        } finally {
            world.startAgain();
        }
    }

    private void readOnly(boolean on) throws SQLException {
        execute(
                "SET default_transaction_read_only = off",
                "ALTER SYSTEM SET default_transaction_read_only = " + (on ? "on" : "off"),
                "SELECT pg_reload_conf()");
    }

    private void execute(String... sql) throws SQLException {
        try (Connection connection = world.database();
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private static int readiness(MessageApp app) {
        String uri = "http://127.0.0.1:" + app.managementPort() + "/observe/health/ready";
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(uri)).build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
