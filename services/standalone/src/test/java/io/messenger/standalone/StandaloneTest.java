package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.messenger.embedded.StackException;
import io.messenger.platform.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order of things, on the real servers and with services that only remember.
class StandaloneTest {
    @TempDir private Path folder;

    private final FakeService fake = new FakeService();
    private final List<Service> services = List.of(fake.named("door"), fake.named("room"));
    private final List<String> progress = new CopyOnWriteArrayList<>();

    @Test
    void servicesAreWiredAwaitedAndStoppedTheDoorFirst() {
        try (Standalone standalone = start(0)) {
            Settings door = fake.settings("door");
            assertThat(door.text("server.host")).isEqualTo("127.0.0.1");
            assertThat(door.text("database.url")).isEqualTo(standalone.stack().jdbcUrl());
            assertThat(door.text("room.uri")).isEqualTo(standalone.uri("room").toString());
            Settings room = fake.settings("room");
            assertThat(room.text("redis.uri")).isEqualTo(standalone.stack().redisUri());
            assertThat(room.text("kafka.bootstrap")).isEqualTo(standalone.stack().kafkaBootstrap());
        }
        assertThat(fake.diary)
                .containsExactly(
                        "start room",
                        "start door",
                        "unready room",
                        "unready door",
                        "stop door",
                        "stop room");
        assertThat(progress)
                .hasSize(5)
                .anyMatch(line -> line.startsWith("Kafka ready"))
                .last()
                .asString()
                .startsWith("door ready on 127.0.0.1:");
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int taken = other.getLocalPort();
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> start(taken))
                    .withMessageContaining("Port " + taken + ", meant for the door service");
        }
        assertThat(fake.diary).isEmpty();
        assertThat(progress).isEmpty();
    }

    @Test
    void aServiceThatFailsStopsEverythingAgain() {
        Service broken =
                new Service(
                        "room",
                        _ -> {
                            throw new StartException("no room");
                        });
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() ->
                        Standalone.start(
                                options(0), List.of(broken, fake.named("door")), progress::add))
                .withMessage("no room");
        assertThat(fake.diary).containsExactly("start door", "stop door");
        assertThat(folder).doesNotExist();
    }

    private Standalone start(int port) {
        return Standalone.start(options(port), services, progress::add);
    }

    private StandaloneOptions options(int port) {
        return StandaloneOptions.usual().thrownAway(folder).onPort(port);
    }
}
