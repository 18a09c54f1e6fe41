package io.messenger.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Measures what an idle device costs a gateway: a program, not a test. Each socket is of a user of
/// its own with five chats; it is authenticated, registered and synced, as in service. Prints the
/// slope of resident memory between two counts of sockets, after collections of garbage, and what
/// the heap has more. All sockets are kept alive by pings, and must be there at the end. Before,
/// the lower count comes and goes some times: compiled code and buffers that the first sockets make
/// belong to none of them.
///
/// Arguments: the lower count, the upper count (a process may open 20,000 files), then options of
/// the gateway's virtual machine.
final class IdleSessions {
    private static final int AT_ONCE = 16;
    private static final int LINES = 25;
    private static final int WARM_UPS = 4;

    private static final long PING_PAUSE = TimeUnit.SECONDS.toNanos(15);
    private static final AtomicInteger LOST = new AtomicInteger();

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
                for (int i = 0; i < WARM_UPS; i++) {
                    open(gateway, devices, 0, low);
                    closeAll();
                }
                Thread.ofVirtual().start(IdleSessions::keepAlive);
                open(gateway, devices, 0, low);
                long before = resident(gateway);
                Map<String, Long> few = histogram(gateway);
                open(gateway, devices, low, high);
                long after = resident(gateway);
                if (LOST.get() > 0) {
                    throw new IllegalStateException("sockets were closed meanwhile");
                }
                print(few, histogram(gateway), high - low);
                System.out.printf(
                        "%s: %d bytes of resident memory a device (%d at %d, %d at %d)%n",
                        options, (after - before) / (high - low), before, low, after, high);
            }
        }
        System.exit(0);
    }

    private static void closeAll() {
        for (RawDevice device = OPEN.poll(); device != null; device = OPEN.poll()) {
            device.close();
        }
    }

    private static void keepAlive() {
        while (true) {
            LockSupport.parkNanos(PING_PAUSE);
            for (RawDevice device : OPEN) {
                try {
                    device.ping();
                } catch (IOException gone) {
                    LOST.incrementAndGet();
                }
            }
        }
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

    /// Live bytes by class, after a collection.
    private static Map<String, Long> histogram(GatewayProcess gateway)
            throws IOException, InterruptedException {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : jcmd(gateway, "GC.class_histogram")) {
            // 12:  1234  56789  java.lang.String (java.base@25)
            String[] parts = line.strip().split("\\s+", -1);
            if (parts.length > 3 && parts[0].endsWith(":")) {
                bytes.merge(parts[3], Long.parseLong(parts[2]), Long::sum);
            }
        }
        return bytes;
    }

    private static void print(Map<String, Long> before, Map<String, Long> after, int devices) {
        Map<String, Long> grown = new HashMap<>(after);
        before.forEach((name, bytes) -> grown.merge(name, -bytes, Long::sum));
        long heap = grown.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("%d bytes of heap a device%n", heap / devices);
        grown.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(LINES)
                .forEach(one ->
                        System.out.printf(
                                "%8.1f  %s%n", (double) one.getValue() / devices, one.getKey()));
    }

    private static long resident(GatewayProcess gateway) throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            var _ = jcmd(gateway, "GC.run");
        }
        String pid = String.valueOf(gateway.pid());
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> jcmd(GatewayProcess gateway, String command)
            throws IOException, InterruptedException {
        Process asked =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(gateway.pid()),
                                command)
                        .redirectErrorStream(true)
                        .start();
        List<String> lines = asked.inputReader().lines().toList();
        if (!asked.waitFor(30, TimeUnit.SECONDS) || asked.exitValue() != 0) {
            throw new IOException("no answer to " + command + ": " + lines);
        }
        return lines;
    }
}
