package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Joining, leaving, roles and titles: told to whom, and who sees what afterwards.
final class MembershipTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final UserId cal = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void whoJoinsGetsTheChatAndTheOthersTheNews() {
        List<Delivered> events = deliveries.all(chat.join(ann, cal, Role.ADMIN));
        Delivered own = events.stream().filter(one -> one.to(cal)).findFirst().orElseThrow();
        Delivered others = events.stream().filter(one -> one.to(ann)).findFirst().orElseThrow();

        assertThat(events).hasSize(2);
        assertThat(own.frame().get("chat").get("role").asText()).isEqualTo("admin");
        assertThat(own.frame().get("chat").get("members")).hasSize(3);
        assertThat(own.route().users()).containsExactly(cal);
        assertThat(others.frame().has("chat")).isFalse();
        assertThat(others.frame().get("user_id").asText()).isEqualTo(cal.toString());
        assertThat(others.frame().get("sender_id").asText()).isEqualTo(ann.toString());
        assertThat(others.route().users()).containsExactlyInAnyOrder(ann, ben);
    }

    @Test
    void leavingIsTheLastThatTheLeaverGets() {
        Sent leaving = chat.leave(ben);
        Delivered own = deliveries.await(one -> one.answers(leaving) && one.to(ben));
        Delivered others = deliveries.await(one -> one.answers(leaving) && one.to(ann));
        Delivered after = deliveries.await(chat.say(ann, "alone"));

        assertThat(own.type()).isEqualTo("member.left");
        assertThat(own.route().audience()).isEqualTo(Route.Audience.LAST);
        assertThat(others.frame()).isEqualTo(own.frame());
        assertThat(others.route().users()).containsExactly(ann);
        assertThat(after.route().users()).containsExactly(ann);
    }

    @Test
    void rolesAndTitlesAreToldToAll() {
        Delivered role = deliveries.await(chat.put(ann, new Op.SetRole(ben, Role.READER)));
        Delivered title = deliveries.await(chat.put(ann, new Op.Update("Bouldering")));
        Delivered joined = deliveries.await(chat.join(ann, cal, Role.MEMBER));

        assertThat(role.frame().get("role").asText()).isEqualTo("reader");
        assertThat(role.route().users()).containsExactlyInAnyOrder(ann, ben);
        assertThat(title.frame().get("title").asText()).isEqualTo("Bouldering");
        assertThat(joined.frame().get("chat").get("title").asText()).isEqualTo("Bouldering");
    }

    @Test
    void whatAChatIsForIsToldToAllAndToThoseWhoJoin() {
        Delivered about = deliveries.await(chat.put(ann, new Op.Update(null, "On Sundays", null)));
        world.restart();
        Delivered joined = deliveries.await(chat.join(ann, cal, Role.MEMBER));
        chat.put(ann, new Op.Update(null, "", null));
        chat.settle(chat.leave(cal));
        Sent again = chat.join(ann, cal, Role.MEMBER);

        assertThat(about.frame().get("about").asText()).isEqualTo("On Sundays");
        assertThat(about.route().users()).containsExactlyInAnyOrder(ann, ben);
        assertThat(joined.frame().get("chat").get("about").asText()).isEqualTo("On Sundays");
        assertThat(deliveries.await(again).frame().get("chat").has("about")).isFalse();
    }

    @Test
    void whatChangesNothingTakesNoSeq() {
        chat.join(ann, ben, Role.MEMBER);
        chat.leave(cal);
        chat.put(ann, new Op.SetRole(ann, Role.OWNER));
        chat.put(ann, new Op.SetRole(cal, Role.ADMIN));
        new TestChat(world, world.chatId()).join(ann, cal, Role.MEMBER);

        assertThat(deliveries.await(chat.say(ann, "still two")).seq()).isEqualTo(2);
    }

    @Test
    void whoJoinsLaterSeesNothingOfBefore() {
        chat.say(ann, "before");
        chat.join(ann, cal, Role.MEMBER);
        chat.settle(chat.say(ann, "after"));

        assertThat(chat.said(cal)).containsExactly("member.joined", "after");
        chat.as(cal).get(chat.path("/messages/2")).expectProblem(404, "not_found");
        assertThat(gists(changes(cal, 0).get("changes"))).containsExactly("member.joined", "after");
        assertThat(changes(cal, 0).get("from").asLong()).isEqualTo(2);
    }

    @Test
    void whoLeftReadsUpToTheLeaving() {
        chat.say(ann, "before");
        chat.leave(ben);
        chat.settle(chat.say(ann, "after"));

        assertThat(chat.said(ben)).containsExactly("chat.created", "before", "member.left");
        chat.as(ben).get(chat.path("/messages/4")).expectProblem(404, "not_found");
        assertThat(changes(ben, 2).get("to").asLong()).isEqualTo(3);
        assertThat(changes(ben, 2).get("head_seq").asLong()).isEqualTo(3);
    }

    @Test
    void whoComesBackSeesFromTheSecondJoiningOn() {
        chat.leave(ben);
        chat.say(ann, "between");
        chat.join(ann, ben, Role.MEMBER);
        chat.settle(chat.say(ann, "after"));

        assertThat(chat.said(ben)).containsExactly("member.joined", "after");
        JsonNode batch = sync(ben, 2).get("batches").get(0);
        assertThat(batch.get("from").asLong()).isEqualTo(3);
        assertThat(gists(batch.get("changes"))).containsExactly("member.joined", "after");
    }

    @Test
    void aDeviceThatWasAwayGetsTheLeavingInALastBatch() {
        chat.say(ann, "before");
        chat.leave(ben);
        chat.settle(chat.say(ann, "after"));

        JsonNode answer = sync(ben, 1);

        assertThat(answer.get("left").get(0).asText()).isEqualTo(chat.id().toString());
        assertThat(gists(answer.get("batches").get(0).get("changes")))
                .containsExactly("before", "member.left");
    }

    @Test
    void inAChannelTheHistoryIsForAll() {
        TestChat channel = TestChat.begin(world, ChatType.CHANNEL, ann);
        channel.say(ann, "before");
        channel.settle(channel.join(ann, cal, Role.READER));

        assertThat(channel.said(cal)).containsExactly("chat.created", "before", "member.joined");
    }

    @Test
    void aStrangerSeesNothing() {
        for (String path : List.of("/messages", "/messages/1", "/changes")) {
            chat.as(cal).get(chat.path(path)).expectProblem(404, "not_found");
        }
        assertThat(sync(cal, 0).get("left").get(0).asText()).isEqualTo(chat.id().toString());
        assertThat(sync(cal, 0).get("batches")).isEmpty();
    }

    private JsonNode changes(UserId user, long since) {
        return chat.as(user).get(chat.path("/changes?since=" + since)).expect(200).json();
    }

    private JsonNode sync(UserId user, long cursor) {
        Map<String, Long> cursors = Map.of(chat.id().toString(), cursor);
        return chat.as(user).post("/v1/sync", Map.of("cursors", cursors)).expect(200).json();
    }

    private static List<String> gists(JsonNode messages) {
        return messages.valueStream().map(TestChat::gist).toList();
    }
}
