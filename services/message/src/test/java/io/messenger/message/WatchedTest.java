package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a gateway asks before somebody may watch a chat.
final class WatchedTest {
    private final World world = World.shared();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @Test
    void aMemberLearnsWhoIsThere() {
        JsonNode one = watched(ann, chat.id()).get(0);
        assertThat(one.get("chat_id").asText()).isEqualTo(chat.id().toString());
        assertThat(one.get("members").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrder(ann.toString(), ben.toString());
    }

    @Test
    void aStrangerAndWhoLeftLearnNothing() {
        chat.settle(chat.leave(ben));

        assertThat(watched(ben, chat.id())).isEmpty();
        assertThat(watched(world.user(), chat.id(), world.chatId())).isEmpty();
        assertThat(watched(ann, chat.id()).get(0).get("members")).hasSize(1);
    }

    @Test
    void tooManyMembersAreNotNamed() {
        UserId[] many =
                Stream.concat(Stream.of(ann), Stream.generate(world::user).limit(200))
                        .toArray(UserId[]::new);
        TestChat big = TestChat.begin(world, ChatType.GROUP, many);

        assertThat(watched(ann, big.id()).get(0).get("members")).isEmpty();
    }

    @Test
    void atMostTwentyChatsAreAskedForAtOnce() {
        List<Object> ids = Stream.<Object>generate(world::chatId).limit(21).toList();
        world.as(ann).post("/internal/v1/watched", Map.of("chat_ids", ids)).expect(400);
    }

    @Test
    void whoLeavesIsToldApartThatItIsTheLastEvent() {
        try (Deliveries deliveries = Deliveries.fromNow()) {
            Sent left = chat.leave(ben);
            List<Delivered> told = deliveries.all(left);
            assertThat(told)
                    .extracting(one -> one.route().audience(), one -> one.route().users())
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(Route.Audience.LAST, List.of(ben)),
                            org.assertj.core.groups.Tuple.tuple(
                                    Route.Audience.USERS, List.of(ann)));
        }
    }

    private JsonNode watched(UserId user, Object... chats) {
        return world.as(user)
                .post("/internal/v1/watched", Map.of("chat_ids", List.of(chats)))
                .expect(200)
                .json()
                .get("chats");
    }
}
