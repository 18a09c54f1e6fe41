package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gateways that come and go as the chart's autoscaler has it, with real sockets. Only its clock is
/// not real: a round of fifteen seconds passes as soon as it is over.
class AutoscalerTest {
    /// Twenty thousand in the chart; this machine has not so many people.
    private static final double PER_POD = 4;

    private static final JsonNode HPA =
            Rendering.of("gateway", "default")
                    .manifests()
                    .get("HorizontalPodAutoscaler", "messenger-gateway");

    private static RunningServices services;

    private Autoscaler autoscaler;
    private GatewayPods pods;
    private Duration now;
    private List<Integer> left;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        services = RunningServices.start(folder);
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @BeforeEach
    void begin() {
        autoscaler = new Autoscaler(HPA, PER_POD);
        now = Duration.ZERO;
        left = new ArrayList<>();
        pods = new GatewayPods(services, HPA.at("/spec/metrics/0/pods/metric/name").asText());
    }

    @Test
    void podsFollowTheSocketsAndNothingIsLost() throws InterruptedException {
        try (GatewayPods all = pods) {
            all.scale(autoscaler.min());
            try (TalkingRoom room = new TalkingRoom(all.door(), 5, 4)) {
                assertThat(round()).as("nobody is there").isEqualTo(2);
                room.come(13);
                awaitSockets(13);
                assertThat(round()).as("13 sockets, at once").isEqualTo(4);
                room.come(7);
                awaitSockets(20);
                assertThat(round()).as("20 sockets").isEqualTo(5);
                assertThat(left).isEmpty();
                room.go(14);
                awaitSockets(6);
                fall();
                assertThat(left).as("sockets of those that went").hasSize(3);
                assertThat(left.stream().mapToInt(Integer::intValue).sum()).isPositive();
                awaitSockets(6);
                room.finish();
                assertThat(room.words()).isPositive();
            }
        }
    }

    /// Five quiet minutes, then one pod a minute.
    private void fall() {
        Duration begin = now;
        List<Duration> ends = new ArrayList<>();
        while (pods.count() > autoscaler.min()) {
            int before = pods.count();
            if (round() < before) {
                assertThat(pods.count()).as("one by one").isEqualTo(before - 1);
                ends.add(now.minus(begin));
            }
            assertThat(now.minus(begin)).isLessThan(Duration.ofMinutes(15));
        }
        assertThat(ends.getFirst()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        for (int i = 1; i < ends.size(); i++) {
            assertThat(ends.get(i).minus(ends.get(i - 1)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    /// What the controller does every fifteen seconds.
    private int round() {
        now = now.plus(Autoscaler.ROUND);
        int wanted = autoscaler.decide(now, pods.metrics());
        left.addAll(pods.scale(wanted));
        return wanted;
    }

    private void awaitSockets(int count) {
        Await.until(
                count + " sockets are open",
                () -> pods.metrics().stream().mapToDouble(Double::doubleValue).sum() == count);
    }
}
