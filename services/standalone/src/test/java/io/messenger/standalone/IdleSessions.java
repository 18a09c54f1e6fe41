package io.messenger.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Measures what an idle device costs a gateway: a program, not a test. Each socket is of a user of
/// its own with five chats; it is authenticated, registered and synced, as in service. Prints the
/// slope of resident memory between two counts of sockets, after collections of garbage.
///
/// Arguments: the lower count, the upper count (a process may open 20,000 files), then options of
/// the gateway's virtual machine.
final class IdleSessions {
    private static final int AT_ONCE = 16;

    /// Kept, or the collector would close them.
    private static final Queue<RawDevice> OPEN = new ConcurrentLinkedQueue<>();

    private IdleSessions() {}

    public static void main(String[] args) throws Exception {
        int low = Integer.parseInt(args[0]);
        int high = Integer.parseInt(args[1]);
        List<String> options = List.of(args).subList(2, args.length);
        Path log = Files.createTempFile("gateway-", ".log");
        try (Bench bench = new Bench()) {
            List<byte[]> devices = bench.devices(high);
            Map<String, String> settings = bench.settings("gateway");
            try (GatewayProcess gateway = GatewayProcess.launch(log, settings, options)) {
                open(gateway, devices, 0, low);
                long before = resident(gateway);
                open(gateway, devices, low, high);
                long after = resident(gateway);
                System.out.printf(
                        "%s: %d bytes of resident memory a device (%d at %d, %d at %d)%n",
                        options, (after - before) / (high - low), before, low, after, high);
            }
        }
        System.exit(0);
    }

    private static void open(GatewayProcess gateway, List<byte[]> devices, int from, int to)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        AtomicInteger failed = new AtomicInteger();
        Thread[] threads = new Thread[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
            threads[i] =
                    Thread.startVirtualThread(() -> {
                        for (int one = next.getAndIncrement();
                                one < to;
                                one = next.getAndIncrement()) {
                            try {
                                byte[] auth = devices.get(one);
                                OPEN.add(RawDevice.attach(gateway.uri().getPort(), auth));
                            } catch (IOException e) {
                                failed.incrementAndGet();
                            }
                        }
                    });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " sockets were refused");
        }
    }

    private static long resident(GatewayProcess gateway) throws IOException, InterruptedException {
        String pid = String.valueOf(gateway.pid());
        for (int i = 0; i < 3; i++) {
            Process collect =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    pid,
                                    "GC.run")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!collect.waitFor(30, TimeUnit.SECONDS) || collect.exitValue() != 0) {
                throw new IOException("no collection in " + pid);
            }
        }
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
