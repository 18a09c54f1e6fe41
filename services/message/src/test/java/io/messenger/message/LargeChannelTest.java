package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Registry;
import io.messenger.contracts.Role;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// Channels with more members than [World#LARGE_ABOVE]: their events name no recipients.
final class LargeChannelTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final List<UserId> readers =
            Stream.generate(world::user).limit(World.LARGE_ABOVE - 2).toList();

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void theJoinThatMakesAChannelLargeNamesAllItsMembersAndLaterEventsNameNone() {
        TestChat chat = almostLarge();
        Sent small = chat.say(ann, "we are few");
        Sent growing = chat.join(ann, world.user(), Role.READER);
        Sent large = chat.say(ann, "we are many");

        assertThat(deliveries.await(small).route().audience()).isEqualTo(Route.Audience.USERS);
        List<Delivered> told = deliveries.all(growing);
        assertThat(told)
                .hasSize(2)
                .allMatch(one -> one.route().audience() == Route.Audience.JOINING);
        assertThat(told.stream().flatMap(one -> one.route().users().stream()))
                .hasSize(World.LARGE_ABOVE + 1)
                .contains(ann, ben);
        Route route = deliveries.await(large).route();
        assertThat(route.audience()).isEqualTo(Route.Audience.MEMBERS);
        assertThat(route.bytes()).as("its size does not depend on the members").hasSize(42);
    }

    @Test
    void whoJoinsOrLeavesALargeChannelIsNamed() {
        TestChat chat = large();
        UserId cal = world.user();
        Sent joining = chat.join(ann, cal, Role.READER);
        Sent leaving = chat.leave(cal);

        Delivered own = deliveries.await(one -> one.answers(joining) && one.to(cal));
        assertThat(own.route().audience()).isEqualTo(Route.Audience.JOINING);
        assertThat(own.frame().get("chat").get("role").asText()).isEqualTo("reader");
        assertThat(own.frame().get("chat").has("members")).isFalse();
        Delivered others = deliveries.await(one -> one.answers(joining) && !one.to(cal));
        assertThat(others.route().audience()).isEqualTo(Route.Audience.MEMBERS);
        Delivered last = deliveries.await(leaving);
        assertThat(last.route().audience()).isEqualTo(Route.Audience.LEAVING);
        assertThat(last.route().users()).containsExactly(cal);
    }

    @Test
    void itsMembersAreKnownAgainAfterARestart() {
        TestChat chat = large();
        world.restart();
        Sent accepted = chat.say(ann, "still an owner");
        Sent refused = chat.say(ben, "still a reader");
        Sent strange = chat.say(world.user(), "still a stranger");
        Sent mention = chat.mention(ann, "you there", ben, world.user());

        assertThat(deliveries.await(accepted).type()).isEqualTo("message.new");
        assertThat(code(refused)).isEqualTo("forbidden");
        assertThat(code(strange)).isEqualTo("not_found");
        assertThat(deliveries.await(mention).frame().get("mentions").valueStream())
                .extracting(JsonNode::asText)
                .containsExactly(ben.toString());
    }

    private String code(Sent sent) {
        return deliveries.await(sent).frame().get("code").asText();
    }

    @Test
    void whatMadeItLargeIsToldAgainToAllOfThem() throws Exception {
        TestChat chat = almostLarge();
        Sent before = chat.say(ann, "before");
        Sent growing = chat.join(ann, world.user(), Role.READER);
        chat.settle(chat.say(ann, "after"));
        world.stop();
        GroupOffsets.rewind(before.at().partition(), before.at().offset());
        world.startAgain();

        List<Set<UserId>> told = recipients(growing);
        assertThat(told).hasSize(4);
        assertThat(told.subList(2, 4)).isEqualTo(told.subList(0, 2));
        assertThat(recipients(before)).hasSize(2).containsOnly(Set.copyOf(all()));
    }

    private List<Set<UserId>> recipients(Sent sent) {
        return deliveries.all(sent).stream().map(one -> Set.copyOf(one.route().users())).toList();
    }

    @Test
    void readingALargeChannelIsToldToTheReaderAlone() {
        TestChat chat = large();
        Sent said = chat.settle(chat.say(ann, "news"));
        long seq = deliveries.await(said).seq();
        chat.settle(chat.put(ben, new Op.Read(seq)));

        assertThat(deliveries.await(one -> one.is("unread", chat)).route().users())
                .containsExactly(ben);
        assertThat(deliveries.all(one -> one.is("receipt", chat))).isEmpty();
    }

    @Test
    void itsEventsGoToTheLanesThatHaveMembersAndToNoOther() {
        TestChat chat = large();
        try (RedisClient redis = world.redis()) {
            try {
                Gateways.none(redis);
                for (int lane = 3; lane <= 6; lane++) {
                    Gateways.lane(redis, lane, 7, true);
                }
                Gateways.interest(redis, chat, 3, 7);
                Gateways.interest(redis, chat, 4, 6);
                Gateways.interest(redis, chat, 5, 7);
                Gateways.session(redis, ben, 6, 7);
                Await.until(
                        "events go to lanes",
                        Duration.ofSeconds(30),
                        () -> deliveries.await(chat.say(ann, "where?")).partition() != 0);

                Sent sent = chat.say(ann, "news");
                assertThat(partitions(sent)).containsExactlyInAnyOrder(3, 5, TestChat.LANE);
                Sent leaving = chat.leave(ben);
                assertThat(partitions(leaving))
                        .as("whoever leaves is told, though the registry knows of no interest")
                        .containsExactlyInAnyOrder(3, 5, 6);
                redis.flushAll();
                assertThat(partitions(chat.say(ann, "and now?"))).containsExactly(0);
            } finally {
                Gateways.none(redis);
                redis.del(Registry.channel(chat.id()));
                Gateways.registering(redis);
            }
        }
    }

    private List<Integer> partitions(Sent sent) {
        return deliveries.all(sent).stream().map(Delivered::partition).toList();
    }

    private TestChat almostLarge() {
        return TestChat.begin(world, ChatType.CHANNEL, all().toArray(UserId[]::new));
    }

    private List<UserId> all() {
        return Stream.concat(Stream.of(ann, ben), readers.stream()).toList();
    }

    private TestChat large() {
        TestChat chat = almostLarge();
        chat.settle(chat.join(ann, world.user(), Role.READER));
        return chat;
    }
}
