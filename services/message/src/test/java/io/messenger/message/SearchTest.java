package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Full-text search in one's own chats.
final class SearchTest {
    private final World world = World.shared();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @ParameterizedTest
    @CsvSource({
        "Мы ходили в горы, гора",
        "Мы ходили в горы, ГОРАМИ ходил",
        "Ёжик в тумане, ежик",
        "She was running late, runs",
        "She was running late, runnin",
        "She was running late, la",
        "The Who, the who",
        "Встреча завтра.Не опаздывай, опаздывать встречи",
        "'Gut, das war es', das",
        "日本語のテキスト, 本語",
        "see https://example.org/a-path, path example",
    })
    void aWordIsFoundInItsOtherForms(String text, String query) {
        say(text);

        assertThat(found(ann, query)).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({"горы море", "runner", "оры", "l", "'тум ежик'"})
    void whatIsNotThereIsNotFound(String query) {
        say("Ёжик в тумане и горы");
        say("She was running late");

        assertThat(found(ann, query)).isEmpty();
    }

    @Test
    void thePlacesAreMarkedInCodePoints() {
        say("👍 <b>Горы</b>, горами: гора!");

        JsonNode hit = page(ann, "q=" + encode("гора")).get("items").get(0);

        assertThat(hit.get("highlight")).hasToString("[[5,9],[15,21],[23,27]]");
        assertThat(hit.get("message").get("seq").asLong()).isEqualTo(2);
        assertThat(hit.get("message")).isEqualTo(chat.message(ann, 2));
    }

    @Test
    void anEditedMessageIsFoundByItsNewTextOnly() {
        say("the first version");
        indexed(chat.edit(ann, 2, "the second try"));

        assertThat(found(ben, "first")).isEmpty();
        assertThat(found(ben, "second")).containsExactly("the second try");
        indexed(chat.put(ben, new Op.React(2, "!", true)));
        assertThat(found(ben, "second")).hasSize(1);
    }

    @Test
    void aDeletedMessageIsNotFound() {
        say("secret one");
        say("secret two");
        chat.settle(chat.delete(ben, 3, Op.Scope.ME));
        indexed(chat.delete(ann, 2, Op.Scope.ALL));

        assertThat(found(ann, "secret")).containsExactly("secret two");
        assertThat(found(ben, "secret")).isEmpty();
    }

    @Test
    void oneFindsOnlyWhatOneMayRead() {
        UserId late = world.user();
        UserId gone = world.user();
        chat.settle(chat.join(ann, gone, Role.MEMBER));
        say("apple before");
        chat.settle(chat.leave(gone));
        chat.settle(chat.join(ann, late, Role.MEMBER));
        say("apple after");

        assertThat(found(ann, "apples")).containsExactly("apple after", "apple before");
        assertThat(found(late, "apples")).containsExactly("apple after");
        assertThat(found(gone, "apples")).containsExactly("apple before");
        assertThat(found(world.user(), "apples")).isEmpty();
        chat.as(world.user())
                .get("/v1/search?q=apples&chat_id=" + chat.id())
                .expectProblem(404, "not_found");
    }

    @Test
    void inAChannelEverythingIsFound() {
        UserId late = world.user();
        TestChat channel = TestChat.begin(world, ChatType.CHANNEL, ann);
        indexed(channel.say(ann, "orange news"));
        channel.settle(channel.join(ann, late, Role.READER));

        assertThat(found(late, "orange")).containsExactly("orange news");
    }

    @Test
    void allOwnChatsAreSearchedOrOne() {
        TestChat other = TestChat.group(world, ann);
        say("pear one");
        indexed(other.say(ann, "pear two"));

        assertThat(found(ann, "pear")).containsExactly("pear two", "pear one");
        assertThat(texts(page(ann, "q=pear&chat_id=" + other.id()))).containsExactly("pear two");
        assertThat(found(ben, "pear")).containsExactly("pear one");
    }

    @Test
    void hitsComeByPagesLatestFirst() {
        for (int i = 1; i < 5; i++) {
            chat.say(ann, "plum " + i);
        }
        say("plum 5");
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page(ann, "q=plum&limit=2" + cursor);
            all.addAll(texts(page));
            cursor =
                    page.get("next_cursor").isNull()
                            ? ""
                            : "&cursor=" + page.get("next_cursor").asText();
        } while (!cursor.isEmpty());

        assertThat(all).containsExactly("plum 5", "plum 4", "plum 3", "plum 2", "plum 1");
    }

    @Test
    void whatNoInstanceRemembersIsFoundByLookingThroughAllChats() throws SQLException {
        say("melon");
        try (var connection = world.database()) {
            Sql.update(connection, "DELETE FROM search WHERE chat_id = ?", chat.id().value());
            Sql.update(connection, "DELETE FROM searched WHERE chat_id = ?", chat.id().value());
        }
        assertThat(found(ann, "melon")).isEmpty();
        world.restart();

        Await.until(
                "the forgotten message is found",
                Duration.ofSeconds(30),
                () -> found(ann, "melon").size() == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', q",
        "q=, q",
        "q=...!, q",
        "q=a+b+c+d+e+f+g+h+i+j+k, q",
        "q=a&chat_id=x, chat_id",
        "q=a&cursor=x, cursor",
        "q=a&limit=0, limit",
    })
    void whatDoesNotFitIsRefusedWithItsName(String query, String field) {
        JsonNode problem =
                chat.as(ann)
                        .get("/v1/search?" + query)
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request")
                        .json();

        assertThat(problem.get("field").asText()).isEqualTo(field);
    }

    private void say(String text) {
        indexed(chat.say(ann, text));
    }

    /// Waits until the follower has gone past a command.
    private void indexed(Sent sent) {
        World.settled(sent.at());
        Await.until(
                "search has followed",
                Duration.ofSeconds(30),
                () -> Indexed.upToDate(world, sent.command().chatId()));
    }

    private List<String> found(UserId user, String query) {
        return texts(page(user, "q=" + encode(query)));
    }

    private JsonNode page(UserId user, String query) {
        return world.as(user).get("/v1/search?" + query).expect(200).json();
    }

    private static List<String> texts(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(hit -> TestChat.gist(hit.get("message")))
                .toList();
    }

    private static String encode(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
