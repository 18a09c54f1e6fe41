package io.messenger.proof;

import io.messenger.embedded.LocalStack;
import io.messenger.embedded.StackOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// An XMPP server under load, on a new database of the same PostgreSQL as the messenger's, with the
/// same settings.
final class XmppPeer implements Server {
    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LocalStack stack;
    private final Process process;
    private final InetSocketAddress address;

    private XmppPeer(LocalStack stack, Process process, InetSocketAddress address) {
        this.stack = stack;
        this.process = process;
        this.address = address;
    }

    /// Starts it with an empty archive.
    ///
    /// @param folder for its data and its log; deleted at the end
    /// @throws IOException when it is not installed or does not answer
    static XmppPeer start(XmppKind kind, Path folder) throws IOException, SQLException {
        LocalStack stack =
                LocalStack.start(new StackOptions(folder, 0, 0, 0, true, true, line -> {}));
        try {
            stack.kafka().stop();
            stack.redis().stop();
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
            Path own = Files.createDirectories(folder.toAbsolutePath().resolve("xmpp"));
            if (kind.schema().isPresent()) {
                database(stack).execute(Files.readString(kind.schema().get()));
            }
            Path log = folder.toAbsolutePath().resolveSibling("bench-" + kind.peerName() + ".log");
            Process process =
                    kind.launch(new XmppKind.Place(own, address.getPort(), database(stack)), log);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop"));
            XmppPeer peer = new XmppPeer(stack, process, address);
            peer.awaitAnswer(log);
            return peer;
        } catch (IOException | SQLException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static Database database(LocalStack stack) {
        return new Database(stack.jdbcUrl(), stack.user(), stack.password());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long end = System.nanoTime() + READY_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("the server did not start; its log is " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Database database() {
        return database(stack);
    }

    @Override
    public Crowd gather(BenchOptions.Load load, List<Tally> tallies, Swarm swarm)
            throws IOException, InterruptedException {
        String run = UUID.randomUUID().toString().substring(0, 24);
        Talk talk = load.scenario().talks().getFirst();
        List<XmppPair> pairs = new ArrayList<>();
        for (int i = 0; i < talk.chats(); i++) {
            pairs.add(new XmppPair(tallies.getFirst(), talk, run, load.textBytes()));
        }
        Together.each(
                pairs.size(),
                number -> {
                    pairs.get(number).open(address);
                    return number;
                });
        for (XmppPair pair : pairs) {
            pair.join(swarm);
        }
        return new Crowd(List.of(pairs), List.of(), Optional.empty());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        stack.close();
    }
}
