package io.messenger.standalone;

import io.messenger.gateway.GatewayApp;
import io.messenger.platform.Settings;
import io.messenger.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// Measures how many devices come back in a second: connect, `auth`, register, resume, `synced`. A
/// program, not a test; servers, services and clients share the machine.
///
/// Arguments: devices at once, connects of each round, rounds (the first ones warm up).
final class ConnectStorm {
    private ConnectStorm() {}

    public static void main(String[] args) throws Exception {
        int atOnce = Integer.parseInt(args[0]);
        int connects = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        try (Bench bench = new Bench();
                GatewayApp gateway =
                        GatewayApp.start(
                                Settings.load("gateway", Map.of(), bench.settings("gateway")))) {
            Await.until("the gateway is ready", Duration.ofSeconds(60), gateway::ready);
            List<byte[]> devices = bench.devices(2_000);
            for (int round = 1; round <= rounds; round++) {
                System.out.printf(
                        "round %d: %s%n", round, run(gateway.port(), devices, atOnce, connects));
            }
        }
        System.exit(0);
    }

    private static String run(int port, List<byte[]> devices, int atOnce, int connects)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicLongArray nanos = new AtomicLongArray(connects);
        long begin = System.nanoTime();
        Thread[] threads = new Thread[atOnce];
        for (int i = 0; i < atOnce; i++) {
            threads[i] =
                    Thread.startVirtualThread(() -> {
                        for (int one = next.getAndIncrement();
                                one < connects;
                                one = next.getAndIncrement()) {
                            long from = System.nanoTime();
                            byte[] auth = devices.get(one % devices.size());
                            try (RawDevice _ = RawDevice.attach(port, auth)) {
                                nanos.set(one, System.nanoTime() - from);
                            } catch (IOException e) {
                                failed.incrementAndGet();
                            }
                        }
                    });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = new long[connects];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        return "%.0f a second, %d failed, p50 %d ms, p99 %d ms"
                .formatted(
                        (connects - failed.get()) / seconds,
                        failed.get(),
                        sorted[connects / 2] / 1_000_000,
                        sorted[connects * 99 / 100] / 1_000_000);
    }
}
