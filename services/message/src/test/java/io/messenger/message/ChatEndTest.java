package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is left of a chat that was deleted for everybody: the event that says so.
final class ChatEndTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final UserId cal = world.user();

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void itIsTheLastEventForAllWhoAreThere() {
        TestChat chat = TestChat.group(world, ann, ben, cal);
        chat.settle(chat.leave(cal));

        Delivered end = deliveries.await(end(chat));

        assertThat(end.type()).isEqualTo("chat.deleted");
        assertThat(end.route().audience()).isEqualTo(Route.Audience.LAST);
        assertThat(end.route().users()).containsExactlyInAnyOrder(ann, ben);
        assertThat(end.seq()).isEqualTo(3);
    }

    @Test
    void nothingBeforeItIsReadByAnybody() {
        TestChat chat = TestChat.group(world, ann, ben, cal);
        chat.say(ann, "to be forgotten");
        chat.settle(chat.leave(cal));
        end(chat);

        assertThat(chat.said(ann)).containsExactly("chat.deleted");
        assertThat(chat.said(ben)).containsExactly("chat.deleted");
        assertThat(chat.said(cal)).isEmpty();
        assertThat(chat.changes(ben, 1).get("from").asLong()).isEqualTo(3);
        chat.as(ann).get(chat.path("/messages/2")).expectProblem(404, "not_found");
        chat.as(ann).get(chat.path("/receipts")).expectProblem(403, "not_member");
        assertThat(chat.as(ann).get("/v1/search?q=forgotten").expect(200).json().get("items"))
                .isEmpty();
    }

    @Test
    void aDeviceThatWasAwayLearnsItFromItsBatchAndFromLeft() {
        TestChat chat = TestChat.group(world, ann, ben);
        chat.say(ann, "while ben is away");
        end(chat);

        Ready ready = Ready.of(chat, ben, 1);

        assertThat(ready.ready().get("chats")).isEmpty();
        assertThat(ready.ready().get("left")).hasSize(1);
        JsonNode batch = ready.rest().getFirst();
        assertThat(batch.get("from").asLong()).isEqualTo(2);
        assertThat(batch.get("to").asLong()).isEqualTo(3);
        assertThat(batch.get("changes").valueStream().map(TestChat::gist))
                .containsExactly("chat.deleted");
    }

    @Test
    void whatIsSentAfterItIsRefusedAndNobodyComesBack() {
        TestChat chat = TestChat.group(world, ann, ben);
        end(chat);
        Sent said = chat.say(ben, "anybody there?");
        chat.join(ann, cal, Role.MEMBER);
        chat.put(ann, new Op.Update("Another title"));
        chat.settle(chat.put(ann, new Op.DeleteChat()));

        assertThat(deliveries.await(said).frame().get("code").asText()).isEqualTo("not_member");
        chat.as(cal).get(chat.path("/messages")).expectProblem(404, "not_found");
        assertThat(deliveries.all(one -> one.in(chat) && one.seq() > 2)).isEmpty();
    }

    @Test
    void aRepetitionOfTheCommandChangesNothing() {
        TestChat chat = TestChat.group(world, ann, ben);
        Sent end = end(chat);
        chat.settle(chat.again(end));

        assertThat(chat.said(ann)).containsExactly("chat.deleted");
    }

    @Test
    void itIsTheSameAfterARestart() {
        TestChat chat = TestChat.group(world, ann, ben);
        end(chat);
        world.restart();
        Sent said = chat.say(ann, "still there?");
        chat.settle(chat.join(ann, cal, Role.MEMBER));

        assertThat(deliveries.await(said).frame().get("code").asText()).isEqualTo("not_member");
        assertThat(chat.said(ben)).containsExactly("chat.deleted");
    }

    @Test
    void aLargeChannelEndsForMembersWhomNobodyNames() {
        List<UserId> readers = Stream.generate(world::user).limit(World.LARGE_ABOVE).toList();
        TestChat chat =
                TestChat.begin(
                        world,
                        ChatType.CHANNEL,
                        Stream.concat(Stream.of(ann), readers.stream()).toArray(UserId[]::new));
        chat.settle(chat.say(ann, "news"));
        world.restart();

        Delivered end = deliveries.await(end(chat));

        assertThat(end.route().audience()).isEqualTo(Route.Audience.MEMBERS);
        assertThat(end.route().bytes()).hasSize(42);
        for (UserId user : List.of(ann, readers.getFirst(), readers.getLast())) {
            assertThat(Ready.of(chat, user, 1).ready().get("left")).hasSize(1);
            assertThat(chat.said(user)).containsExactly("chat.deleted");
        }
        assertThat(deliveries.await(chat.say(readers.getLast(), "?")).frame().get("code").asText())
                .isEqualTo("not_member");
    }

    private Sent end(TestChat chat) {
        return chat.settle(chat.put(ann, new Op.DeleteChat()));
    }
}
