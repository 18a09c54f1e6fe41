package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.user.UserService.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private final Person seeker = UserService.person();

    @Test
    void peopleAreFoundByTheBeginningOfTheirNamesInAnyCase() {
        String unique = UserService.unique();
        UserService.person(unique, "Иван " + unique + "ович Strauß");
        assertThat(found(unique)).containsExactly(unique);
        assertThat(found(unique.toUpperCase(java.util.Locale.ROOT))).containsExactly(unique);
        assertThat(found("иВАН " + unique)).containsExactly(unique);
        assertThat(found("ИВАН   " + unique)).containsExactly(unique);
        assertThat(found(unique + "Ович STRAUSS")).containsExactly(unique);
        assertThat(found(unique.substring(1))).isEmpty();
    }

    @Test
    void patternsAreOnlyText() {
        String unique = UserService.unique();
        UserService.person(unique + "_x", "100% " + unique);
        UserService.person(unique + "yx", "Somebody");
        assertThat(found(unique + "_")).containsExactly(unique + "_x");
        assertThat(found("100% " + unique)).containsExactly(unique + "_x");
        assertThat(found(unique + "%")).isEmpty();
        assertThat(found("' OR '1'='1")).isEmpty();
    }

    @Test
    void pagesShowEverybodyOnce() {
        String unique = UserService.unique();
        List<String> everybody = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            // Found by both names, which must not show them twice.
            UserService.person(unique + i, unique + " " + unique + "z");
            everybody.add(unique + i);
        }
        List<String> seen = new ArrayList<>();
        String path = "/v1/users?limit=7&q=" + unique;
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonNode page =
                    seeker.client()
                            .get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                            .expect(200)
                            .json();
            page.get("items").forEach(user -> seen.add(user.get("username").asText()));
            cursor = page.get("next_cursor").textValue();
            pages++;
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(everybody);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aNewNameReplacesTheOldOne() {
        String unique = UserService.unique();
        Person ann = UserService.person(unique, "old" + unique);
        ann.client().patch("/v1/users/me", Map.of("display_name", "new" + unique)).expect(200);
        assertThat(found("old" + unique)).isEmpty();
        assertThat(found("new" + unique)).containsExactly(unique);
    }

    @Test
    void namesThatGrowWhenFoldedAreFoundToo() {
        String unique = UserService.unique();
        UserService.person(unique, "\ufdfa".repeat(60));
        assertThat(found("\ufdfa")).contains(unique);
        assertThat(found(unique)).containsExactly(unique);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?q=",
                "?q=%20%20",
                "?q=a%00",
                "?q=ann&limit=0",
                "?q=ann&limit=x",
                "?q=ann&cursor=x",
                "?q=ann&cursor=%25",
                "?q=ann&cursor=AAAA"
            })
    void badQuestionsAreRefused(String query) {
        seeker.client()
                .get("/v1/users" + query)
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void aVeryLongQuestionIsRefused() {
        seeker.client()
                .get("/v1/users?q=" + "a".repeat(65))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void behindAllWhoAreFoundAlreadyPagesAreEmptyAndComeToAnEnd() throws SQLException {
        String unique = UserService.unique();
        try (Connection connection = SearchPlanTest.connect()) {
            SearchPlanTest.insert(connection, unique, 700);
        }
        List<String> seen = new ArrayList<>();
        int empty = 0;
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    seeker.client()
                            .get(
                                    "/v1/users?q="
                                            + unique
                                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                            .expect(200)
                            .json();
            page.get("items").forEach(user -> seen.add(user.get("username").asText()));
            empty += page.get("items").isEmpty() ? 1 : 0;
            cursor = page.get("next_cursor").textValue();
        }
        assertThat(seen).hasSize(700).doesNotHaveDuplicates();
        assertThat(empty).as("700 names of people who were there already").isBetween(1, 2);
    }

    private List<String> found(String query) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20");
        List<String> names = new ArrayList<>();
        seeker.client()
                .get("/v1/users?q=" + encoded)
                .expect(200)
                .json()
                .get("items")
                .forEach(user -> names.add(user.get("username").asText()));
        return names;
    }
}
