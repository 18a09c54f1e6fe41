package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.embedded.LocalStack;
import io.messenger.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How PostgreSQL runs the search itself, among many users who are all found by two terms: at any
/// depth it reads little and never a table from end to end. `-Dsearch.users=1000000` shows it at a
/// million; what is measured goes to `target/search-plans.txt`.
class SearchPlanTest {
    private static final int USERS = Integer.getInteger("search.users", 20_000);

    /// Before a pair of ids in the middle, and behind all.
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private static final int LIMIT = 101;

    @BeforeAll
    static void theServiceMadeItsTables() {
        assertThat(UserService.ready()).isTrue();
    }

    static Connection connect() throws SQLException {
        LocalStack stack = TestStack.shared();
        return DriverManager.getConnection(stack.jdbcUrl(), stack.user(), stack.password());
    }

    /// Users with names `<prefix>a<number>` and display names `<prefix>b<number>`.
    static void insert(Connection connection, String prefix, int users) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        WITH made AS (
                            INSERT INTO users.profile (user_id, username, display_name)
                            SELECT gen_random_uuid(), p.prefix || 'a' || lpad(n::text, 7, '0'),
                                p.prefix || 'b' || lpad(n::text, 7, '0')
                            FROM (SELECT CAST(? AS text) AS prefix) p, generate_series(1, ?) n
                            RETURNING user_id, username, display_name)
                        INSERT INTO users.search_term (term, user_id)
                        SELECT t.term, made.user_id
                        FROM made, unnest(ARRAY[username, display_name]) AS t (term)
                        """)) {
            statement.setString(1, prefix);
            statement.setInt(2, users);
            statement.executeUpdate();
        }
    }

    @Test
    void aPageCostsTheSameAtAnyDepth() throws SQLException, IOException {
        List<String> figures = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL search_path TO users");
            insert(connection, "many.", USERS);
            statement.execute("ANALYZE search_term");
            statement.execute("ANALYZE profile");
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                statement.execute("SET LOCAL plan_cache_mode = " + mode);
                page(statement, figures, mode + " first", "m", "m");
                page(statement, figures, mode + " middle", "m", "many.a0010000");
                page(statement, figures, mode + " behind all", "m", "many.ac");
                page(statement, figures, mode + " one", "many.a0012345", "many.a0012345");
                page(statement, figures, mode + " nobody", "zzzz", "zzzz");
            }
            connection.rollback();
        }
        Files.write(Path.of("target/search-plans.txt"), figures);
    }

    private static void page(
            Statement statement, List<String> figures, String what, String prefix, String after)
            throws SQLException, IOException {
        statement.execute(
                "PREPARE find (text, text, text, text, int) AS " + numbered(SearchStore.FIND));
        String execute =
                "EXECUTE find ('%s', '%s', '%s\uDBFF\uDFFF', '%s', %d)"
                        .formatted(after, NOBODY, prefix, prefix, LIMIT);
        explain(statement, execute);
        JsonNode plan = explain(statement, execute);
        statement.execute("DEALLOCATE find");
        long pages = plan.at("/Plan/Shared Hit Blocks").asLong();
        figures.add(
                "%s: %d pages, %s ms".formatted(what, pages, plan.path("Execution Time").asText()));
        assertThat(plan.findValuesAsText("Node Type"))
                .as(what)
                .contains("Index Only Scan")
                .doesNotContain("Seq Scan", "Bitmap Heap Scan");
        assertThat(pages)
                .as("pages of %s, which is a look at each of %d terms", what, SearchStore.TERMS)
                .isLessThan(SearchStore.TERMS * 8L);
        assertThat(plan.findValues("Actual Rows"))
                .as(what)
                .allSatisfy(rows -> assertThat(rows.asDouble()).isLessThanOrEqualTo(500));
    }

    private static JsonNode explain(Statement statement, String query)
            throws SQLException, IOException {
        try (ResultSet lines =
                statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query)) {
            assertThat(lines.next()).isTrue();
            return Json.MAPPER.readTree(lines.getString(1)).get(0);
        }
    }

    private static String numbered(String query) {
        StringBuilder numbered = new StringBuilder();
        int next = 1;
        for (int i = 0; i < query.length(); i++) {
            if (query.charAt(i) == '?') {
                numbered.append('$').append(next++);
            } else {
                numbered.append(query.charAt(i));
            }
        }
        return numbered.toString();
    }
}
