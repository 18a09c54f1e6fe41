package io.messenger.gateway.socket;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// Measures what a delivery costs: a program, not a test. A server in a Java machine of its own
/// sends frames of 200 bytes to every socket, at a pace that keeps queues short or as fast as they
/// drain, and prints deliveries per second of its processor time and frames per write.
///
/// Arguments: sockets, frames to each, microseconds between two frames, then options of the
/// server's machine.
final class FanOut {
    private static final int PAYLOAD = 200;
    private static final int WIRE = PAYLOAD + 4;

    private FanOut() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("serve")) {
            serve(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]));
            return;
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(args).subList(3, args.length));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(FanOut.class.getName(), "serve", args[0], args[1], args[2]));
        Process server =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader answers = server.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(answers.readLine());
            long bytes = (long) WIRE * Integer.parseInt(args[1]);
            CountDownLatch all = new CountDownLatch(Integer.parseInt(args[0]));
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream().write(RawPeer.request());
                Thread.startVirtualThread(() -> read(socket, bytes, all));
            }
            server.getOutputStream().write('\n');
            server.getOutputStream().flush();
            all.await();
            server.getOutputStream().write('\n');
            server.getOutputStream().flush();
            System.out.println(answers.readLine());
        } finally {
            server.destroy();
        }
    }

    private static void read(Socket socket, long bytes, CountDownLatch all) {
        byte[] buffer = new byte[4_096];
        long left = bytes + 129;
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int count = 0; left > 0 && count >= 0; left -= count) {
                count = in.read(buffer);
            }
            all.countDown();
        } catch (IOException broken) {
            System.err.println("A socket broke: " + broken);
        }
    }

    private static void serve(int sockets, int frames, long microsBetween) throws Exception {
        var limits =
                TestServer.quick()
                        .withOutbox(new OutboxLimits(1 << 26, 1 << 20, Duration.ofHours(1)));
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        try (TestServer server = TestServer.start(limits);
                BufferedReader commands =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(server.port());
            commands.readLine();
            await().until(() -> server.connections.counters().opened() == sockets);
            long cpu = system.getProcessCpuTime();
            long writes = server.connections.counters().writes();
            long next = System.nanoTime();
            for (int i = 0; i < frames; i++) {
                OutboundFrame frame = OutboundFrame.log(new byte[PAYLOAD]);
                server.connections.forEach(connection -> connection.send(frame));
                next += microsBetween * 1_000;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            commands.readLine();
            double seconds = (system.getProcessCpuTime() - cpu) / 1e9;
            long delivered = (long) sockets * frames;
            System.out.printf(
                    "%d sockets: %.0f deliveries a CPU second, %.1f frames a write%n",
                    sockets,
                    delivered / seconds,
                    (double) delivered / (server.connections.counters().writes() - writes));
        }
    }
}
