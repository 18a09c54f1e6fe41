package io.messenger.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.Json;
import io.messenger.contracts.Profile;
import io.messenger.contracts.ProfileNews;
import io.messenger.contracts.Topics;
import io.messenger.contracts.Username;
import io.messenger.platform.Kafka;
import io.messenger.testing.FrameSchemas;
import io.messenger.testing.TestKafka;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Changed profiles are addressed to those who share a chat with their users.
final class ProfileNewsTest {
    private static World world;
    private static Producer<byte[], byte[]> producer;
    private Person ann;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
        producer = new Kafka(World.STACK.kafkaBootstrap(), "test").producer();
    }

    @AfterAll
    static void end() {
        producer.close();
        world.close();
    }

    @BeforeEach
    void somebody() {
        ann = world.person();
    }

    @Test
    void allWhoShareAChatAreToldOnceAndNobodyElse() throws Exception {
        Person bob = world.person();
        Person cid = world.person();
        Person eve = world.person();
        world.chat("group", ann, bob, cid);
        world.chat("direct", bob, ann);
        world.chat("group", eve, bob);
        ChatId left = world.chat("group", ann, eve);
        eve.client().post("/v1/chats/" + left + "/leave").expect(204);

        try (TestKafka topic =
                TestKafka.fromNow(World.STACK.kafkaBootstrap(), Topics.PROFILE_NEWS)) {
            publish("no JSON".getBytes(UTF_8));
            publish(Json.bytes(profile(2)));
            byte[] value = topic.await(record -> text(record.key()).startsWith(ann + "|")).value();
            FrameSchemas.demand("news", Json.MAPPER.readTree(value));
            ProfileNews news = Json.read(value, ProfileNews.class);
            assertThat(news.profile()).isEqualTo(profile(2));
            assertThat(news.recipients()).containsExactlyInAnyOrder(bob.id(), cid.id());
        }
    }

    @Test
    void aChangeThatManySeeGoesOutInPieces() throws Exception {
        Person bob = world.person();
        for (int chat = 0; chat < 3; chat++) {
            List<String> people = world.silentPeople(400);
            List<String> ids = Stream.concat(people.stream(), Stream.of(ann.toString())).toList();
            bob.client()
                    .post("/v1/chats", Map.of("type", "group", "title", "Many", "member_ids", ids))
                    .expect(201);
        }

        try (TestKafka topic =
                TestKafka.fromNow(World.STACK.kafkaBootstrap(), Topics.PROFILE_NEWS)) {
            publish(Json.bytes(profile(3)));
            int told =
                    recipients(topic.await(record -> text(record.key()).equals(ann + "|0")).value())
                            + recipients(
                                    topic.await(record -> text(record.key()).equals(ann + "|1"))
                                            .value());
            assertThat(told).as("three times 400, and the owner").isEqualTo(1201);
        }
    }

    private static int recipients(byte[] value) throws IOException {
        List<?> recipients = Json.read(value, ProfileNews.class).recipients();
        assertThat(recipients).hasSizeLessThanOrEqualTo(ProfileNews.MOST);
        return recipients.size();
    }

    private Profile profile(long version) {
        return new Profile(
                ann.id(), Username.parse("ann"), DisplayName.parse("Ann"), null, null, version);
    }

    private static void publish(byte[] profile) throws Exception {
        producer.send(new ProducerRecord<>(Topics.USER_CHANGED, profile)).get();
    }

    private static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }
}
