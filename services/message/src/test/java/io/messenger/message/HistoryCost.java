package io.messenger.message;

import io.messenger.contracts.Body;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Op;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.platform.Kafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Measures whether messages cost more as the history grows: a program, not a test. With 10
/// thousand, 1 million and 10 million stored messages in 100 chats it sends messages through the
/// log and reads full pages of 50 from anywhere in the history, and prints what each takes. CPU
/// time of the service has that of the client in it; search, which follows at a pace of its own,
/// stands aside.
///
/// Arguments: other numbers of stored messages, if any; they must grow.
final class HistoryCost {
    private static final int CHATS = 100;
    private static final int SENDS = 20_000;
    private static final int PAGES = 2_000;
    private static final int PAGE = 50;
    private static final int AT_ONCE = 1_000;

    private final World world = World.shared();
    private final UserId ann = world.user();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(1);
    private final Producer<byte[], byte[]> producer =
            new Kafka(World.STACK.kafkaBootstrap(), "history-cost").producer();
    private List<UUID> chats = List.of();
    private long level;

    /// Microseconds a piece.
    private record Cost(double wall, double postgres, double all) {}

    private HistoryCost() {}

    public static void main(String[] args) throws Exception {
        HistoryCost cost = new HistoryCost();
        long[] sizes =
                args.length == 0
                        ? new long[] {10_000, 1_000_000, 10_000_000}
                        : List.of(args).stream().mapToLong(Long::parseLong).toArray();
        cost.level(sizes[0]);
        Cost[] first = new Cost[2];
        for (long size : sizes) {
            Cost[] costs = cost.level(size);
            first[0] = report(size, "message", costs[0], first[0]);
            first[1] = report(size, "page", costs[1], first[1]);
        }
        System.exit(0);
    }

    private Cost[] level(long size) throws Exception {
        fill(size);
        sends(SENDS / 2);
        pages(PAGES / 2);
        return new Cost[] {sends(SENDS), pages(PAGES)};
    }

    private static Cost report(long size, String what, Cost cost, @Nullable Cost first) {
        Cost base = first == null ? cost : first;
        System.out.printf(
                "%,d stored: a %s takes %.0f us; CPU: %.0f us PostgreSQL, %.0f us with the service; %.2f x and %.2f x%n",
                size,
                what,
                cost.wall(),
                cost.postgres(),
                cost.all(),
                cost.postgres() / base.postgres(),
                cost.all() / base.all());
        return base;
    }

    /// Past the log, while the service is down: it keeps the heads of chats. New chats each time.
    private void fill(long size) throws SQLException {
        world.stop();
        level = size / CHATS;
        try (Connection connection = world.database()) {
            chats = Fill.chats(connection, ann, CHATS, (int) Math.min(level, AT_ONCE));
            for (long from = AT_ONCE + 1; from <= level; from += AT_ONCE) {
                Fill.messages(connection, chats, from, Math.min(level, from + AT_ONCE - 1));
            }
            Fill.moveHeads(connection, chats, level);
            Sql.update(
                    connection,
                    "UPDATE searched SET seq = ? WHERE chat_id = ANY (?)",
                    Long.MAX_VALUE,
                    Sql.array(connection, "uuid", chats, chat -> chat));
            Fill.analyze(connection);
            Sql.update(connection, "CHECKPOINT");
        }
        world.startAgain();
    }

    private Cost sends(int count) throws Exception {
        List<ChatId> into = chats.stream().map(ChatId::new).toList();
        Map<Integer, RecordMetadata> last = new HashMap<>();
        return measured(
                count,
                () -> {
                    List<Future<RecordMetadata>> sent = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        TestChat chat = new TestChat(world, into.get(i % into.size()));
                        Command command =
                                chat.command(
                                        ann,
                                        new Op.Send(
                                                new Body("Число " + i + ", nobody doubted it."),
                                                null),
                                        new ClientMsgId(world.ids().next()));
                        sent.add(
                                producer.send(
                                        new ProducerRecord<>(
                                                Topics.SEND,
                                                CommandWriter.key(command.chatId()),
                                                CommandWriter.bytes(command))));
                    }
                    for (Future<RecordMetadata> one : sent) {
                        last.put(one.get().partition(), one.get());
                    }
                    last.values().forEach(World::settled);
                });
    }

    private Cost pages(int count) throws Exception {
        String token = world.issuer().token(ann);
        return measured(
                count,
                () -> {
                    for (int i = 0; i < count; i++) {
                        UUID chat = chats.get(random.nextInt(chats.size()));
                        page(token, chat, PAGE + 2 + random.nextLong(level - PAGE));
                    }
                });
    }

    private void page(String token, UUID chat, long before)
            throws IOException, InterruptedException {
        String path = "/v1/chats/%s/messages?limit=%d&before_seq=%d".formatted(chat, PAGE, before);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.app().port() + path))
                        .header("Authorization", "Bearer " + token)
                        .build();
        int status = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
        if (status != 200) {
            throw new IOException("a page was answered by " + status);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static Cost measured(int count, Work work) throws Exception {
        CpuTime cpu = CpuTime.now(World.STACK);
        long begun = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - begun) / 1_000.0 / count;
        CpuTime used = CpuTime.now(World.STACK).minus(cpu);
        double postgres = used.postgres().toNanos() / 1_000.0 / count;
        return new Cost(wall, postgres, postgres + used.self().toNanos() / 1_000.0 / count);
    }
}
