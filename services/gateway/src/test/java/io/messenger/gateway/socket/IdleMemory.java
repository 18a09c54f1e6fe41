package io.messenger.gateway.socket;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures what an idle socket costs: a program, not a test. Starts a server in a Java machine of
/// its own, opens sockets to it, lets each send and get one message of 100 bytes, and prints the
/// slope of heap and resident memory between two counts of sockets.
///
/// Arguments: the lower count, the upper count, `detached` or `attached`, then options of the
/// server's machine, as `-XX:+UseSerialGC -Xmn16m`.
final class IdleMemory {
    private static final byte[] MESSAGE = ClientFrames.text("m".repeat(100));

    /// Bytes of the server's process.
    private record Memory(long heap, long resident) {}

    private IdleMemory() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 1) {
            serve(args[0]);
        } else {
            measure(Integer.parseInt(args[0]), Integer.parseInt(args[1]), args);
        }
    }

    private static void measure(int low, int high, String[] args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(args).subList(3, args.length));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(IdleMemory.class.getName(), args[2]));
        Process server =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader answers = server.inputReader(StandardCharsets.UTF_8)) {
            int port = (int) number(answers);
            List<RawPeer> peers = new ArrayList<>();
            Memory before = open(peers, low, port, server, answers);
            Memory after = open(peers, high, port, server, answers);
            System.out.printf(
                    "%s %s: heap %d, resident %d bytes a socket (%d to %d sockets)%n",
                    args[2],
                    List.of(args).subList(3, args.length),
                    (after.heap() - before.heap()) / (high - low),
                    (after.resident() - before.resident()) / (high - low),
                    low,
                    high);
        } finally {
            server.destroy();
        }
    }

    private static Memory open(
            List<RawPeer> peers, int count, int port, Process server, BufferedReader answers)
            throws IOException {
        while (peers.size() < count) {
            RawPeer peer = RawPeer.open(port);
            peer.send(MESSAGE);
            peer.next();
            peers.add(peer);
        }
        server.getOutputStream().write('\n');
        server.getOutputStream().flush();
        return new Memory(number(answers), number(answers));
    }

    /// The next number among the lines of the server's log.
    private static long number(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.matches("\\d+")) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new EOFException("The server ended");
        }
        return Long.parseLong(line);
    }

    /// Prints the port, then heap and resident memory for each line it reads, until its input ends.
    private static void serve(String mode) throws IOException {
        TestServer server =
                mode.equals("detached") ? TestServer.start() : TestServer.startAttached();
        System.out.println(server.port());
        try (BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (commands.readLine() != null) {
                for (int i = 0; i < 3; i++) {
                    ManagementFactory.getMemoryMXBean().gc();
                }
                long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                System.out.println(heap);
                System.out.println(resident());
            }
        }
        server.close();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }
}
