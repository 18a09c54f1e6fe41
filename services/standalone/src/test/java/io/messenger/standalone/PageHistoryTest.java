package io.messenger.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.embedded.LocalStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A history of ten thousand messages, scrolled from its end to its beginning and back: what is on
/// the screen moves as far as it is scrolled and no farther, whatever is read and dropped beside
/// it.
class PageHistoryTest {
    private static final int MESSAGES = 10_000;
    private static final int STEP_PX = 2_000;

    /// How much slower the last quarter of the frames may be than the first: on a machine that does
    /// much else all are slow, but a page that has ever more to draw gets slower and slower.
    private static final int SLOWER = 3;

    @RegisterExtension static final Chromium CHROMIUM = new Chromium();

    /// Collects the heights that a message has had, after each change of the page.
    private static final String WATCH_HEIGHTS =
            """
            seq => {
              window.heights = new Set();
              new MutationObserver(() => {
                const row = document.querySelector(`.messages li[data-seq="${seq}"]`);
                if (row) window.heights.add(row.getBoundingClientRect().height);
              }).observe(document.body, { childList: true, subtree: true });
            }
            """;

    private static final String HEIGHTS = "() => JSON.stringify([...window.heights])";

    /// Scrolls in each frame, and looks in the next one where the rows are that were on the screen.
    private static final String SCROLL =
            """
            async ({ step, goal }) => {
              const list = document.querySelector('.messages .scroll');
              const { top, bottom } = list.getBoundingClientRect();
              const rows = () => new Map([...list.querySelectorAll('ol > li')].map(row => [row.dataset.key, row.getBoundingClientRect()]));
              const goals = () => {
                const box = list.querySelector(`li[data-seq="${goal}"]`)?.getBoundingClientRect();
                return box && box.bottom > top && box.top < bottom;
              };
              const frame = () => new Promise(requestAnimationFrame);
              const times = [];
              const jumps = [];
              let last = await frame();
              while (!goals() && times.length < 20000) {
                list.scrollTop += step;
                const before = [...rows()].filter(([, box]) => box.bottom > top && box.top < bottom);
                const now = await frame();
                times.push(now - last);
                last = now;
                const after = rows();
                const moved = before.map(([key, box]) => (after.get(key)?.top ?? NaN) - box.top).filter(by => !Number.isNaN(by));
                const worst = Math.max(...moved.map(Math.abs));
                if (moved.length === 0 || worst > 2) jumps.push({ frame: times.length, moved: worst, rows: before.length });
              }
              const median = (from, to) => {
                const some = times.slice(times.length * from, times.length * to).sort((a, b) => a - b);
                return some[Math.floor(some.length / 2)];
              };
              return JSON.stringify({ reached: Boolean(goals()), frames: times.length, jumps, early: median(0, 0.25), late: median(0.75, 1), rows: rows().size });
            }
            """;

    @Test
    void tenThousandMessagesAreScrolledBothWaysSteadilyAndWithoutAJump()
            throws SQLException, IOException {
        Visitor hal = CHROMIUM.visitor();
        hal.joins("hal.history", "Hal");
        hal.startsGroup("Long history");
        assertThat(hal.page().locator(".system")).hasText("Hal created “Long history”");
        write("Long history");
        hal.reloads();
        hal.page().evaluate(WATCH_HEIGHTS, MESSAGES + 1);
        hal.opens("Long history");
        // Only the last message is known at first: the others are there when there is one to scroll
        // to.
        assertThat(hal.page().locator("li[data-seq='%d']".formatted(MESSAGES - 30))).isAttached();
        assertThat(Json.MAPPER.readTree((String) hal.page().evaluate(HEIGHTS)))
                .as("heights of the last message")
                .hasSize(1);

        for (JsonNode way : List.of(scroll(hal, -STEP_PX, 2), scroll(hal, STEP_PX, MESSAGES + 1))) {
            assertThat(way.get("reached").asBoolean()).as("the other end: %s", way).isTrue();
            assertThat(way.get("jumps")).as("%s", way).isEmpty();
            assertThat(way.get("rows").asInt()).as("rows in the page").isLessThan(400);
            assertThat(way.get("late").asDouble())
                    .as("the median of the last frames, in ms: %s", way)
                    .isLessThan(SLOWER * way.get("early").asDouble());
        }
        assertThat(hal.faults()).isEmpty();
    }

    private static JsonNode scroll(Visitor visitor, int step, int goal) throws IOException {
        Object answer = visitor.page().evaluate(SCROLL, Map.of("step", step, "goal", goal));
        return Json.MAPPER.readTree((String) answer);
    }

    /// Past the log, which would take minutes: two people, who write three messages each in turn,
    /// one minute after the other. Their lengths differ.
    private static void write(String title) throws SQLException {
        LocalStack stack = WholeMessenger.shared().stack();
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.user(), stack.password());
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                WITH long AS (SELECT chat_id, created_by FROM message.chat WHERE title = ?),
                                written AS (
                                    INSERT INTO message.message (chat_id, seq, change_seq, msg_no, sender_id,
                                                                 client_msg_id, kind, body, sent_at)
                                    SELECT chat_id, n, n, n - 1,
                                           CASE n / 3 % 2 WHEN 0 THEN created_by ELSE CAST(md5('other') AS uuid) END,
                                           gen_random_uuid(), 0,
                                           '{"type":"text","text":"No. ' || n || repeat(' and so on', n * 7 % 12) || '"}',
                                           now() - (20000 - n) * interval '1 minute'
                                    FROM long CROSS JOIN generate_series(2, ?) AS n),
                                searched AS (
                                    INSERT INTO message.searched (chat_id, seq) SELECT chat_id, ? FROM long
                                    ON CONFLICT (chat_id) DO UPDATE SET seq = excluded.seq),
                                moved AS (
                                    UPDATE message.chat c SET head_seq = ?, last_msg_no = ?
                                    FROM long WHERE c.chat_id = long.chat_id)
                                UPDATE message.member m
                                SET read_seq = ?, read_msg_no = ?, received_seq = ?
                                FROM long WHERE m.chat_id = long.chat_id
                                """)) {
            insert.setString(1, title);
            for (int parameter : List.of(2, 3, 4, 6, 8)) {
                insert.setInt(parameter, MESSAGES + 1);
            }
            insert.setInt(5, MESSAGES);
            insert.setInt(7, MESSAGES);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }
}
