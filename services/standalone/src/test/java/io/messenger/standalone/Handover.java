package io.messenger.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Measures how fast a gateway's sockets are at another one: `drain` ends it by SIGTERM with all
/// sockets at it, `kill` by SIGKILL with half of them. A program, not a test: gateways and clients
/// are processes of their own, since a process may open 20,000 files.
///
/// Arguments: `drain` or `kill`, sockets, processes of clients, the drain window.
final class Handover {
    private static final int SOCKETS_OF_A_DEVICE = 4;
    private static final long PATIENCE_SECONDS = 150;

    private final List<Process> clients = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        boolean drain = args[0].equals("drain");
        int sockets = Integer.parseInt(args[1]);
        Path folder = Files.createTempDirectory("handover-");
        try (Bench bench = new Bench()) {
            Map<String, String> settings = bench.settings("gateway");
            settings.put("drain.window", args[3]);
            settings.put("rebalance.per-second", "0");
            Path frames = folder.resolve("frames");
            Files.write(
                    frames,
                    bench.devices(sockets / SOCKETS_OF_A_DEVICE).stream()
                            .map(Base64.getEncoder()::encodeToString)
                            .toList());
            try (GatewayProcess first =
                            GatewayProcess.launch(folder.resolve("first.log"), settings);
                    GatewayProcess second =
                            GatewayProcess.launch(folder.resolve("second.log"), settings)) {
                Handover handover = new Handover();
                try {
                    int share = drain ? 100 : 50;
                    handover.begin(args, frames, first, second, share);
                    handover.measure(drain, sockets, first);
                } finally {
                    handover.clients.forEach(Process::destroyForcibly);
                }
            }
        }
        System.exit(0);
    }

    private void begin(
            String[] args, Path frames, GatewayProcess first, GatewayProcess second, int share)
            throws IOException {
        int processes = Integer.parseInt(args[2]);
        int each = Integer.parseInt(args[1]) / processes;
        for (int i = 0; i < processes; i++) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    HandoverClients.class.getName(),
                                    frames.toString(),
                                    String.valueOf(i * each),
                                    String.valueOf(each),
                                    String.valueOf(first.uri().getPort()),
                                    String.valueOf(second.uri().getPort()),
                                    String.valueOf(share))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            clients.add(process);
            int[] count = new int[3];
            counts.add(count);
            Thread.startVirtualThread(() -> read(process, count));
        }
    }

    private void read(Process process, int[] count) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ");
                synchronized (this) {
                    for (int i = 0; i < count.length; i++) {
                        count[i] = Integer.parseInt(parts[i]);
                    }
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    private void measure(boolean drain, int sockets, GatewayProcess first) throws Exception {
        await(sockets, 0, 1);
        System.out.printf("%d sockets are synced%n", sockets);
        long begin = System.nanoTime();
        if (drain) {
            Thread end =
                    Thread.startVirtualThread(() -> {
                        int status = first.terminate();
                        System.out.printf("exit %d after %.1f s%n", status, since(begin));
                    });
            await(sockets, 1);
            System.out.printf("all at the other one after %.1f s%n", since(begin));
            end.join();
        } else {
            first.kill();
            // Until the clients have seen it.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            await(sockets * 99 / 100, 1);
            System.out.printf("99 %% synced again after %.1f s%n", since(begin));
            await(sockets, 1);
            System.out.printf("all synced again after %.1f s%n", since(begin));
        }
        System.out.printf("cut off: %d%n", sum(2));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /// Waits until so many are synced at these gateways.
    private synchronized void await(int sockets, int... gateways) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (sum(gateways) < sockets) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(
                        "only %d of %d in time".formatted(sum(gateways), sockets));
            }
            wait(left);
        }
    }

    private synchronized int sum(int... columns) {
        int sum = 0;
        for (int[] count : counts) {
            for (int column : columns) {
                sum += count[column];
            }
        }
        return sum;
    }
}
