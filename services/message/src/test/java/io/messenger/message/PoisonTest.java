package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can never be applied is put aside with the reason, and the log goes on.
final class PoisonTest {
    private final World world = World.shared();
    private final TestKafka deadLetters =
            TestKafka.fromNow(World.STACK.kafkaBootstrap(), Topics.DEAD_LETTERS);
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @AfterEach
    void close() {
        deadLetters.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no JSON          | not JSON
                    []               | not a JSON object
                    {}               | chat_id: "chat_id" must be a string.
                    {"op":"burn"}    | chat_id: "chat_id" must be a string.
                    """)
    void whatIsNoCommandIsPutAside(String value, String reason) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> letter = letter(put(bytes));

        assertThat(letter.value()).isEqualTo(bytes);
        assertThat(letter.key()).isEqualTo(CommandWriter.key(chat.id()));
        assertThat(header(letter, "reason")).isEqualTo(reason);
        goesOn();
    }

    @Test
    void whatHasNoValueIsPutAside() {
        assertThat(header(letter(put(null)), "reason")).isEqualTo("no value");
        goesOn();
    }

    @Test
    void anUnknownOpIsPutAside() {
        String send = new String(bytes(new Op.Read(1)), StandardCharsets.UTF_8);
        byte[] burn =
                send.replace("\"op\":\"read\"", "\"op\":\"burn\"").getBytes(StandardCharsets.UTF_8);

        assertThat(header(letter(put(burn)), "reason")).isEqualTo("unknown op burn");
        goesOn();
    }

    @Test
    void anAnswerToALaneThatIsNotThereDoesNotHoldUpTheLog() {
        String read = new String(bytes(new Op.Read(1)), StandardCharsets.UTF_8);
        byte[] lost = read.replace("\"lane\":9", "\"lane\":99").getBytes(StandardCharsets.UTF_8);

        assertThat(header(letter(put(lost)), "reason")).isEqualTo("origin: there is no lane 99");
        goesOn();
    }

    @Test
    void aCommandUnderTheKeyOfAnotherChatIsPutAside() {
        byte[] key = CommandWriter.key(world.chatId());
        RecordMetadata at = world.sendRaw(key, bytes(new Op.Update("stray")));

        assertThat(header(letter(at), "reason")).isEqualTo("the key is not the chat's id");
        goesOn();
    }

    @Test
    void whatPostgresRefusesIsPutAsideAloneAndOnce() {
        world.stop();
        chat.say(ann, "one");
        Sent refused = chat.put(ann, new Op.Update("a title with \0 in it"));
        chat.say(ben, "two");
        chat.join(ann, world.user(), Role.MEMBER);
        world.startAgain();
        ConsumerRecord<byte[], byte[]> letter = letter(refused.at());
        chat.settle(chat.say(ann, "three"));

        assertThat(header(letter, "reason")).contains("22021");
        assertThat(chat.said(ben))
                .containsExactly("chat.created", "one", "two", "member.joined", "three");
        assertThat(deadLetters.all().stream().filter(record -> from(record, refused.at())))
                .hasSize(1);
    }

    private void goesOn() {
        int before = chat.history(ben).size();
        chat.settle(chat.say(ann, "on"));
        assertThat(chat.history(ben)).hasSize(before + 1);
    }

    private RecordMetadata put(byte @org.jspecify.annotations.Nullable [] value) {
        return world.sendRaw(CommandWriter.key(chat.id()), value);
    }

    private byte[] bytes(Op op) {
        return CommandWriter.bytes(
                chat.command(ann, op, new io.messenger.contracts.ClientMsgId(world.ids().next())));
    }

    private ConsumerRecord<byte[], byte[]> letter(RecordMetadata source) {
        return deadLetters.await(record -> from(record, source));
    }

    private static boolean from(ConsumerRecord<byte[], byte[]> letter, RecordMetadata source) {
        return header(letter, "source_partition").equals(Integer.toString(source.partition()))
                && header(letter, "source_offset").equals(Long.toString(source.offset()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
