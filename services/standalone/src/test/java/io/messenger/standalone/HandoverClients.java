package io.messenger.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/// The clients of [Handover], in a process of their own: each does what a device does, obeys
/// `reconnect`, and comes back with full jitter when it was cut off. Prints again and again how
/// many are `synced` at the first and at the second gateway, and how many were cut off.
///
/// Arguments: the file of `auth` frames, the first device, how many, the ports of both gateways,
/// and the share of a hundred that begins at the first one.
final class HandoverClients {
    private static final Semaphore BEGINNING = new Semaphore(150);

    private final int[] ports;
    private final AtomicIntegerArray synced = new AtomicIntegerArray(2);
    private final AtomicInteger cut = new AtomicInteger();

    private HandoverClients(int[] ports) {
        this.ports = ports;
    }

    public static void main(String[] args) throws Exception {
        List<byte[]> frames =
                Files.readAllLines(Path.of(args[0])).stream()
                        .map(Base64.getDecoder()::decode)
                        .toList();
        HandoverClients clients =
                new HandoverClients(
                        new int[] {Integer.parseInt(args[3]), Integer.parseInt(args[4])});
        int first = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        int share = Integer.parseInt(args[5]);
        for (int i = first; i < first + count; i++) {
            byte[] auth = frames.get(i % frames.size());
            int gateway = i % 100 < share ? 0 : 1;
            Thread.startVirtualThread(() -> clients.live(auth, gateway));
        }
        while (System.in.available() == 0) {
            System.out.printf(
                    "%d %d %d%n", clients.synced.get(0), clients.synced.get(1), clients.cut.get());
            pause(50);
        }
        System.exit(0);
    }

    private void live(byte[] auth, int beginning) {
        int at = beginning;
        try {
            BEGINNING.acquire();
            RawDevice device;
            try {
                device = open(at, auth);
            } finally {
                BEGINNING.release();
            }
            while (true) {
                boolean asked = device.awaitReconnect();
                int other = asked ? 1 - at : 1;
                if (asked) {
                    pauseUpTo(1_000);
                } else {
                    cut.incrementAndGet();
                    synced.decrementAndGet(at);
                    pauseUpTo(500);
                }
                RawDevice next = open(other, auth);
                if (asked) {
                    synced.decrementAndGet(at);
                }
                device.close();
                device = next;
                at = other;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RawDevice open(int gateway, byte[] auth) {
        for (int tries = 1; ; tries++) {
            try {
                RawDevice device = RawDevice.attach(ports[gateway], auth);
                synced.incrementAndGet(gateway);
                return device;
            } catch (IOException e) {
                int ceiling = Math.min(30_000, 500 << Math.min(tries, 6));
                pauseUpTo(ceiling);
            }
        }
    }

    private static void pauseUpTo(int millis) {
        pause(ThreadLocalRandom.current().nextInt(millis));
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }
}
