package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From `message.send` to the table and to `message.delivered`.
final class SendTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void foundersOfADirectChatGetItWithTheirPeer() {
        TestChat chat = TestChat.begin(world, ChatType.DIRECT, ann, ben);

        Delivered toAnn = deliveries.await(one -> one.is("chat.created", chat) && one.to(ann));
        Delivered toBen = deliveries.await(one -> one.is("chat.created", chat) && one.to(ben));

        assertThat(toAnn.seq()).isEqualTo(1);
        JsonNode object = toAnn.frame().get("chat");
        assertThat(object.get("peer_id").asText()).isEqualTo(ben.toString());
        assertThat(object.get("role").asText()).isEqualTo("member");
        assertThat(object.get("head_seq").asLong()).isEqualTo(1);
        assertThat(object.get("members")).hasSize(2);
        assertThat(toBen.frame().get("chat").get("peer_id").asText()).isEqualTo(ann.toString());
    }

    @Test
    void foundersOfAGroupGetItWithTheirRole() {
        TestChat chat = TestChat.group(world, ann, ben);

        Delivered toAnn = deliveries.await(one -> one.is("chat.created", chat) && one.to(ann));
        Delivered toBen = deliveries.await(one -> one.is("chat.created", chat) && one.to(ben));

        assertThat(toAnn.frame().get("chat").get("role").asText()).isEqualTo("owner");
        assertThat(toBen.frame().get("chat").get("role").asText()).isEqualTo("member");
        assertThat(toBen.frame().get("title").asText()).isEqualTo("Climbing");
    }

    @Test
    void aGroupOfAThousandBegins() {
        UserId[] users = new UserId[1000];
        java.util.Arrays.setAll(users, _ -> world.user());

        TestChat chat = TestChat.group(world, users);

        List<Delivered> created = deliveries.all(one -> one.is("chat.created", chat));
        assertThat(created.stream().flatMap(one -> one.route().users().stream()))
                .containsExactlyInAnyOrder(users);
        assertThat(created).hasSize(2);
    }

    @Test
    void aMessageIsStoredAndGoesToAllMembers() throws SQLException {
        TestChat chat = TestChat.group(world, ann, ben);

        Sent sent = chat.reply(ann, "привет \uD83D\uDC4B", 1L);
        Delivered event = deliveries.await(sent);

        assertThat(event.type()).isEqualTo("message.new");
        assertThat(event.seq()).isEqualTo(2);
        assertThat(event.route().users()).containsExactlyInAnyOrder(ann, ben);
        assertThat(event.route().conn()).isEqualTo(TestChat.CONN);
        assertThat(event.route().onlyConn()).isFalse();
        assertThat(event.frame().get("body").get("text").asText()).isEqualTo("привет \uD83D\uDC4B");
        assertThat(event.frame().get("reply_to").asLong()).isEqualTo(1);
        assertThat(row(chat, 2))
                .isEqualTo("0 1 {\"type\":\"text\",\"text\":\"привет \uD83D\uDC4B\"}");
        assertThat(chat.history(ben).getLast().get("sent_at"))
                .isEqualTo(event.frame().get("sent_at"));
    }

    @Test
    void aBurstInManyChatsGetsDenseSeqsInTheOrderOfSending() {
        Random random = new Random(42);
        List<TestChat> chats = new ArrayList<>();
        List<List<String>> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            chats.add(TestChat.group(world, ann, ben));
            sent.add(new ArrayList<>(List.of("chat.created")));
        }
        Sent last = chats.getFirst().say(ann, "first");
        sent.getFirst().add("first");
        for (int i = 0; i < 500; i++) {
            int chat = random.nextInt(chats.size());
            last = chats.get(chat).say(random.nextBoolean() ? ann : ben, "text " + i);
            sent.get(chat).add("text " + i);
        }
        chats.forEach(chat -> chat.settle(chat.say(ann, "end")));

        for (int i = 0; i < chats.size(); i++) {
            List<String> wanted = sent.get(i);
            wanted.add("end");
            assertThat(chats.get(i).said(ben)).isEqualTo(wanted);
            assertThat(chats.get(i).seqs(ben))
                    .isEqualTo(LongStream.rangeClosed(1, wanted.size()).boxed().toList());
        }
        assertThat(last.at().offset()).isNotNegative();
    }

    @Test
    void aTimeInTheHourThatAutumnRepeatsIsKept() {
        Instant repeated = Instant.parse("2026-10-25T00:30:00Z");
        TestChat chat = TestChat.group(world, ann, ben);
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            world.restart();
            Command now = chat.say(ann, "now").command();
            Command then =
                    new Command(
                            now.chatId(),
                            ann,
                            now.deviceId(),
                            new ClientMsgId(world.ids().next()),
                            null,
                            repeated,
                            now.op());
            chat.settle(world.send(then));
            assertThat(chat.history(ann).getLast().get("sent_at").asText())
                    .isEqualTo("2026-10-25T00:30:00.000Z");
        } finally {
            TimeZone.setDefault(zone);
            world.restart();
        }
    }

    private String row(TestChat chat, long seq) throws SQLException {
        try (Connection connection = world.database();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT kind || ' ' || msg_no || ' ' || body
                                FROM message WHERE chat_id = ? AND seq = ?
                                """)) {
            query.setObject(1, chat.id().value());
            query.setLong(2, seq);
            ResultSet rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
