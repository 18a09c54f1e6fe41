package io.messenger.standalone;

import io.messenger.contracts.Command;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// Measures what a direct message costs with more and more gateways, the two of each chat at
/// different ones: CPU time of everything, clients included, from the log to both devices, at a
/// fixed rate. A program, not a test.
///
/// Arguments: how many gateways, growing: `1 2 4 8`.
final class GatewayCount {
    private static final int PAIRS = 100;
    private static final int RATE = 2_000;
    private static final int MESSAGES = 40_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Bench bench;
    private final List<byte[]> devices;
    private final List<GatewayProcess> gateways = new ArrayList<>();
    private long said;

    private GatewayCount(Bench bench) throws Exception {
        this.bench = bench;
        this.devices = bench.pairs(PAIRS);
    }

    public static void main(String[] args) throws Exception {
        try (Bench bench = new Bench()) {
            GatewayCount count = new GatewayCount(bench);
            double first = 0;
            for (String arg : args) {
                double micros = count.with(Integer.parseInt(arg));
                first = first == 0 ? micros : first;
                System.out.printf(
                        "%s gateways: %.0f us of CPU a message, %.2f x%n",
                        arg, micros, micros / first);
            }
            count.gateways.forEach(GatewayProcess::close);
        }
        System.exit(0);
    }

    private double with(int count) throws Exception {
        while (gateways.size() < count) {
            gateways.add(
                    GatewayProcess.launch(
                            Files.createTempFile("gateway-", ".log"),
                            bench.settings("gateway"),
                            List.of("-XX:+UseSerialGC", "-Xmx256m")));
        }
        List<Roamer> roamers = new ArrayList<>();
        try {
            for (int i = 0; i < devices.size(); i++) {
                int port = gateways.get(i % count).uri().getPort();
                roamers.add(new Roamer(devices.get(i), () -> port));
                roamers.getLast().start();
            }
            awaitRouting();
            // Compilers have most of it.
            say(MESSAGES);
            awaitAll(roamers);
            Duration before = cpu();
            say(MESSAGES);
            awaitAll(roamers);
            return cpu().minus(before).toNanos() / 1_000.0 / MESSAGES;
        } finally {
            roamers.forEach(Roamer::close);
        }
    }

    private void awaitRouting() {
        Thread talk =
                Thread.startVirtualThread(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        say(PAIRS);
                    }
                });
        LaneWatch.awaitRouting(bench.kafka(), bench.chats().getFirst().chatId());
        talk.interrupt();
        try {
            talk.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void say(int messages) {
        List<Command> chats = bench.chats();
        long begin = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            LockSupport.parkNanos(begin + i * 1_000_000_000L / RATE - System.nanoTime());
            bench.say(chats.get((int) (said++ % chats.size())), "message " + said);
        }
    }

    private void awaitAll(List<Roamer> roamers) {
        Map<String, Long> heads = new HashMap<>();
        bench.chats().forEach(chat -> heads.put(chat.chatId().toString(), 1 + said / PAIRS));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(200))
                .atMost(PATIENCE)
                .until(() ->
                        roamers.stream()
                                .allMatch(one ->
                                        one.cursors().entrySet().stream()
                                                .allMatch(cursor ->
                                                        cursor.getValue()
                                                                .equals(
                                                                        heads.get(
                                                                                cursor
                                                                                        .getKey())))));
    }

    /// Of this process and all that it has started.
    private static Duration cpu() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
