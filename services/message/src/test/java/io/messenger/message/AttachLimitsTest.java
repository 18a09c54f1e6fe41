package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// One resume has 500 changes a chat and 5,000 in all; what is beyond is told by `truncated`.
final class AttachLimitsTest {
    private final World world = World.shared();
    private final UserId ann = world.user();

    @Test
    void aChatBehindGetsAtMostFiveHundredChanges() throws SQLException {
        List<UUID> chats = fill(3, 501);
        Map<UUID, Long> cursors = cursors(chats, 0);
        cursors.put(chats.get(1), 1L);
        cursors.put(chats.get(2), 501L);

        List<JsonNode> batches = sync(cursors);

        assertThat(batches).hasSize(2);
        assertBatch(batches.getFirst(), chats.getFirst(), 500, true, 500);
        assertBatch(batches.getLast(), chats.get(1), 500, false, 501);
    }

    @Test
    void allChatsGetAtMostFiveThousandChangesTheFirstOnesFirst() throws SQLException {
        List<UUID> chats = fill(13, 600);
        Map<UUID, Long> cursors = cursors(chats, 0);
        cursors.put(chats.getFirst(), 599L);

        List<JsonNode> batches = sync(cursors);

        assertThat(batches).hasSize(13);
        assertBatch(batches.getFirst(), chats.getFirst(), 1, false, 600);
        for (int i = 1; i < 10; i++) {
            assertBatch(batches.get(i), chats.get(i), 500, true, 500);
        }
        assertBatch(batches.get(10), chats.get(10), 499, true, 499);
        assertBatch(batches.get(11), chats.get(11), 0, true, 0);
        assertBatch(batches.get(12), chats.get(12), 0, true, 0);
        assertThat(sync(Map.of(chats.get(12), 100L)).getFirst().get("to").asLong()).isEqualTo(600);
    }

    @Test
    void theSocketGetsTheSame() throws SQLException {
        List<UUID> chats = fill(11, 600);

        Ready ready = Ready.of(world, ann, Map.of("cursors", cursors(chats, 0)));

        assertThat(ready.rest()).hasSize(11);
        assertBatch(ready.rest().get(9), chats.get(9), 500, true, 500);
        assertBatch(ready.rest().get(10), chats.get(10), 0, true, 0);
    }

    private List<UUID> fill(int chats, int messages) throws SQLException {
        try (Connection connection = world.database()) {
            return Fill.chats(connection, ann, chats, messages);
        }
    }

    private static Map<UUID, Long> cursors(List<UUID> chats, long cursor) {
        Map<UUID, Long> cursors = new LinkedHashMap<>();
        chats.forEach(chat -> cursors.put(chat, cursor));
        return cursors;
    }

    private List<JsonNode> sync(Map<UUID, Long> cursors) {
        JsonNode answer =
                world.as(ann).post("/v1/sync", Map.of("cursors", cursors)).expect(200).json();
        return new ArrayList<>(answer.get("batches").valueStream().toList());
    }

    private static void assertBatch(
            JsonNode batch, UUID chat, int changes, boolean truncated, long to) {
        assertThat(batch.get("chat_id").asText()).isEqualTo(chat.toString());
        assertThat(batch.get("changes")).hasSize(changes);
        assertThat(batch.get("truncated").asBoolean()).isEqualTo(truncated);
        assertThat(batch.get("to").asLong()).isEqualTo(to);
    }
}
