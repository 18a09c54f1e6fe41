package io.messenger.standalone;

import io.messenger.contracts.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/// Measures how long the devices of one gateway take to be connected and caught up at another one
/// when theirs is told to end, or is killed, while people write; and whether every device has every
/// message afterwards, once and in order. A program, not a test; all share the machine.
///
/// Arguments: `drain` or `kill`, devices (a process may open 20,000 files), messages a second (each
/// goes to ten devices), how often each device connects to the gateway that ends before it does,
/// how often to the other one (0 and 0: all virtual machines are cold), then options of the
/// gateways' virtual machines.
final class Handover {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 32;

    private final Bench bench;
    private final AtomicIntegerArray said;
    private final AtomicBoolean silence = new AtomicBoolean();
    private final List<Integer> gateways = new ArrayList<>();
    private final List<Roamer> roamers = new ArrayList<>();

    private Handover(Bench bench, List<byte[]> devices) throws IOException {
        this.bench = bench;
        said = new AtomicIntegerArray(bench.chats().size());
        for (byte[] auth : devices) {
            roamers.add(new Roamer(auth, this::anyGateway));
        }
    }

    public static void main(String[] args) throws Exception {
        boolean kill = args[0].equals("kill");
        int rate = Integer.parseInt(args[2]);
        int atLeaving = Integer.parseInt(args[3]);
        int atStaying = Integer.parseInt(args[4]);
        List<String> options = List.of(args).subList(5, args.length);
        try (Bench bench = new Bench()) {
            List<byte[]> devices = bench.devices(Integer.parseInt(args[1]));
            try (GatewayProcess leaving = launch(bench, options);
                    GatewayProcess staying = launch(bench, options)) {
                warmUp(devices, leaving, atLeaving);
                warmUp(devices, staying, atStaying);
                new Handover(bench, devices).run(leaving, staying, kill, rate);
            }
        }
        System.exit(0);
    }

    private static GatewayProcess launch(Bench bench, List<String> options) throws IOException {
        return GatewayProcess.launch(
                Files.createTempFile("gateway-", ".log"), bench.settings("gateway"), options);
    }

    private static void warmUp(List<byte[]> devices, GatewayProcess gateway, int rounds)
            throws InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            long begin = System.nanoTime();
            connectOnce(devices, gateway.uri().getPort());
            System.out.printf("warm-up: %.0f connects a second%n", devices.size() / since(begin));
        }
    }

    private static void connectOnce(List<byte[]> devices, int port) throws InterruptedException {
        forAll(
                devices,
                auth -> {
                    try (Roamer roamer = new Roamer(auth, () -> port)) {
                        roamer.start();
                    } catch (IOException e) {
                        throw new UncheckedIOException("a device's first frame", e);
                    }
                });
    }

    private static <T> void forAll(List<T> all, Consumer<T> work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        for (int one = next.getAndIncrement();
                                one < all.size();
                                one = next.getAndIncrement()) {
                            work.accept(all.get(one));
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private synchronized int anyGateway() {
        return gateways.get(ThreadLocalRandom.current().nextInt(gateways.size()));
    }

    private synchronized void open(GatewayProcess gateway) {
        gateways.clear();
        gateways.add(gateway.uri().getPort());
    }

    private void run(GatewayProcess leaving, GatewayProcess staying, boolean kill, int rate)
            throws InterruptedException {
        open(leaving);
        connect();
        Thread traffic = Thread.ofPlatform().start(() -> talk(rate));
        Awaitility.await().pollDelay(Duration.ofSeconds(10)).atMost(PATIENCE).until(() -> true);
        open(staying);
        long begin = System.nanoTime();
        Thread end =
                Thread.ofPlatform()
                        .start(() -> {
                            if (kill) {
                                leaving.kill();
                            } else {
                                System.out.printf("exit status %d", leaving.terminate());
                                System.out.printf(", ended after %.1f s%n", since(begin));
                            }
                        });
        int port = staying.uri().getPort();
        for (int percent : new int[] {50, 90, 99, 100}) {
            await(() -> moved(port) >= (long) roamers.size() * percent / 100);
            System.out.printf("%d %% are synced after %.1f s%n", percent, since(begin));
        }
        end.join();
        silence.set(true);
        traffic.join();
        await(this::complete);
        System.out.printf(
                "%d messages to %d devices: all have all, once and in order%n",
                total(), roamers.size());
    }

    private void connect() throws InterruptedException {
        forAll(roamers, Roamer::start);
        System.out.printf("%d devices are connected%n", roamers.size());
    }

    private void talk(int rate) {
        long begin = System.nanoTime();
        List<Command> chats = bench.chats();
        for (long i = 0; !silence.get(); i++) {
            long due = begin + i * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int chat = ThreadLocalRandom.current().nextInt(chats.size());
            bench.say(chats.get(chat), "message " + i);
            said.incrementAndGet(chat);
        }
    }

    private long moved(int port) {
        demandNoFault();
        return roamers.stream().filter(one -> one.port() == port).count();
    }

    private boolean complete() {
        demandNoFault();
        Map<String, Long> heads = new HashMap<>();
        List<Command> chats = bench.chats();
        for (int i = 0; i < chats.size(); i++) {
            heads.put(chats.get(i).chatId().toString(), 1L + said.get(i));
        }
        return roamers.stream()
                .allMatch(one ->
                        one.cursors().entrySet().stream()
                                .allMatch(cursor ->
                                        cursor.getValue().equals(heads.get(cursor.getKey()))));
    }

    private long total() {
        long total = 0;
        for (int i = 0; i < said.length(); i++) {
            total += said.get(i);
        }
        return total;
    }

    private void demandNoFault() {
        for (Roamer roamer : roamers) {
            if (roamer.fault() != null) {
                throw new IllegalStateException("the protocol was broken", roamer.fault());
            }
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(PATIENCE)
                .until(condition);
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
