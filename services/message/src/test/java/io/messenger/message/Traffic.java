package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// People who write in several chats at once while something breaks, and the comparison of what
/// they sent, what was acknowledged and what is stored.
final class Traffic {
    private static final int CHATS = 8;

    private static @Nullable Traffic latest;

    private final World world;
    private final UserId ann;
    private final List<TestChat> chats = new ArrayList<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final Thread thread = Thread.ofVirtual().unstarted(this::write);
    private volatile boolean stopped;

    private Traffic(World world) {
        this.world = world;
        this.ann = world.user();
        for (int i = 0; i < CHATS; i++) {
            chats.add(TestChat.group(world, ann));
        }
    }

    static Traffic begin(World world) {
        Traffic traffic = new Traffic(world);
        traffic.thread.start();
        latest = traffic;
        return traffic;
    }

    /// Ends what a test that failed left flowing, or it would write for ever.
    static void endAny() {
        if (latest != null) {
            latest.stopped = true;
            latest = null;
        }
    }

    private void write() {
        for (int i = 0; !stopped; i++) {
            Sent one = chats.get(i % CHATS).say(ann, "text " + i);
            sent.add(one);
            if (i % 7 == 0) {
                world.send(one.command());
            }
        }
    }

    /// Lets it flow until so many more messages are sent.
    ///
    /// @return the last of them
    Sent flow(int messages) {
        int enough = sent.size() + messages;
        Await.until("traffic flows", Duration.ofSeconds(60), () -> sent.size() >= enough);
        return sent.getLast();
    }

    /// Ends it, and demands that each message is stored once, in the order of sending, and was
    /// acknowledged under the seq at which it is stored, in order and without a gap.
    void endsWithEverythingInOrder() throws InterruptedException, SQLException {
        stopped = true;
        thread.join();
        chats.forEach(chat -> chat.settle(chat.say(ann, "end")));
        List<Delivered> events = deliveries.all(one -> one.type().equals("message.new"));
        for (TestChat chat : chats) {
            List<String> stored = stored(chat);
            assertThat(stored.subList(0, stored.size() - 1))
                    .isEqualTo(
                            sent.stream()
                                    .filter(one -> one.command().chatId().equals(chat.id()))
                                    .map(Sent::id)
                                    .toList());
            List<Delivered> own = events.stream().filter(one -> one.in(chat)).toList();
            // Answers to retries go to their lane, whose order among others tells nothing.
            assertThat(
                            own.stream()
                                    .filter(one -> !one.route().onlyConn())
                                    .map(Delivered::seq)
                                    .distinct())
                    .isEqualTo(LongStream.rangeClosed(2, stored.size() + 1L).boxed().toList());
            assertThat(own)
                    .allMatch(one ->
                            stored.get((int) one.seq() - 2)
                                    .equals(one.frame().get("client_msg_id").asText()));
        }
        deliveries.close();
    }

    /// The keys of the messages from seq 2 on, whose seqs have no gap.
    private List<String> stored(TestChat chat) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Connection connection = world.database();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT seq, client_msg_id FROM message
                                WHERE chat_id = ? AND seq > 1 ORDER BY seq
                                """)) {
            query.setObject(1, chat.id().value());
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                assertThat(rows.getLong("seq")).isEqualTo(keys.size() + 2L);
                keys.add(rows.getString("client_msg_id"));
            }
        }
        return keys;
    }
}
