package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who has received and read what.
final class ReceiptsTest {
    private final World world = World.shared();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final UserId cal = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben, cal);

    @Test
    void theMembersPointersAreRead() {
        chat.say(ann, "one");
        chat.say(ann, "two");
        chat.put(ben, new Op.Read(2));
        chat.settle(chat.put(cal, new Op.Received(3)));

        List<JsonNode> items = items(ben, "");

        assertThat(items)
                .extracting(one -> one.get("user_id").asText())
                .containsExactlyElementsOf(sorted(ann, ben, cal));
        assertThat(pointers(items, ann)).isEqualTo("3 3");
        assertThat(pointers(items, ben)).isEqualTo("2 2");
        assertThat(pointers(items, cal)).isEqualTo("3 1");
    }

    @Test
    void ofAMessageThoseWhoReceivedItAreTold() {
        chat.say(ann, "one");
        chat.say(ann, "two");
        chat.put(ben, new Op.Read(2));
        chat.settle(chat.put(cal, new Op.Received(3)));

        assertThat(items(ann, "?seq=2"))
                .extracting(ReceiptsTest::user)
                .containsExactlyElementsOf(sorted(ben, cal));
        assertThat(items(ann, "?seq=3"))
                .extracting(ReceiptsTest::user)
                .containsExactly(cal.toString());
        assertThat(pointers(items(ann, "?seq=2"), cal)).isEqualTo("3 1");
    }

    @Test
    void whoJoinedLaterHasNotReceivedWhatWasBefore() {
        UserId dan = world.user();
        chat.say(ann, "one");
        chat.settle(chat.join(ann, dan, Role.MEMBER));

        assertThat(items(ann, "?seq=2")).isEmpty();
        assertThat(items(ann, "")).hasSize(4);
        chat.as(dan).get(chat.path("/receipts?seq=2")).expectProblem(404, "not_found");
    }

    @Test
    void theyComeByPages() {
        JsonNode first = page(ann, "?limit=2");
        JsonNode second = page(ann, "?limit=2&cursor=" + first.get("next_cursor").asText());

        assertThat(Stream.of(first, second).flatMap(page -> page.get("items").valueStream()))
                .extracting(ReceiptsTest::user)
                .containsExactlyElementsOf(sorted(ann, ben, cal));
        assertThat(second.get("next_cursor").isNull()).isTrue();
        chat.as(ann)
                .get(chat.path("/receipts?cursor=x"))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void onlyMembersSeeThem() {
        chat.settle(chat.leave(cal));

        chat.as(cal).get(chat.path("/receipts")).expectProblem(403, "not_member");
        chat.as(world.user()).get(chat.path("/receipts")).expectProblem(404, "not_found");
        chat.as(ann).get(chat.path("/receipts?seq=9")).expectProblem(404, "not_found");
        assertThat(items(ann, "")).hasSize(2);
    }

    @Test
    void inAChannelOnlyThoseWhoLeadItSeeThem() {
        TestChat channel = TestChat.begin(world, ChatType.CHANNEL, ann, ben);

        channel.as(ben).get(channel.path("/receipts")).expectProblem(403, "forbidden");
        assertThat(channel.as(ann).get(channel.path("/receipts")).expect(200).json().get("items"))
                .hasSize(2);
    }

    private JsonNode page(UserId user, String query) {
        return chat.as(user).get(chat.path("/receipts" + query)).expect(200).json();
    }

    private List<JsonNode> items(UserId user, String query) {
        return page(user, query).get("items").valueStream().toList();
    }

    private static String user(JsonNode item) {
        return item.get("user_id").asText();
    }

    /// Received and read.
    private static String pointers(List<JsonNode> items, UserId user) {
        JsonNode item =
                items.stream()
                        .filter(one -> user(one).equals(user.toString()))
                        .findFirst()
                        .orElseThrow();
        return item.get("received_seq").asText() + " " + item.get("read_seq").asText();
    }

    private static List<String> sorted(UserId... users) {
        return Stream.of(users).map(UserId::toString).sorted().toList();
    }
}
