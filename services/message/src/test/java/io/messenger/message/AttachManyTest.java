package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Many sockets attach at the same moment.
class AttachManyTest {
    private final World world = World.shared();
    private final UserId ann = world.user();
    private final UserId bob = world.user();
    private final TestChat chat = TestChat.group(world, ann, bob);

    @Test
    void eachGetsWhatItWouldHaveGotAlone() throws IOException {
        chat.say(ann, "one");
        chat.settle(chat.say(bob, "two"));
        Map<String, Long> behind = Map.of(chat.id().toString(), 1L);
        Map<String, Long> upToDate = Map.of(chat.id().toString(), 3L);
        UserId stranger = world.user();
        List<JsonNode> lines =
                ask(
                        ask(ann, behind),
                        ask(bob, upToDate),
                        Map.of("token", world.issuer().expiredToken(ann)),
                        ask(stranger, behind),
                        ask(ann, upToDate));

        List<List<JsonNode>> answers = split(lines);
        assertThat(answers).hasSize(5);
        assertThat(types(answers.get(0))).containsExactly("ready", "batch");
        assertThat(answers.get(0).get(2).get("changes")).hasSize(2);
        assertThat(types(answers.get(1))).containsExactly("ready");
        assertThat(answers.get(1).get(1).get("user_id").asText()).isEqualTo(bob.toString());
        assertThat(answers.get(1).get(1).get("chats")).hasSize(1);
        assertThat(answers.get(2).getFirst().get("code").asText()).isEqualTo("token_expired");
        assertThat(answers.get(3).get(1).get("chats")).isEmpty();
        assertThat(answers.get(3).get(1).get("left").get(0).asText())
                .isEqualTo(chat.id().toString());
        assertThat(types(answers.get(4))).containsExactly("ready");
        assertThat(answers.get(0).getFirst().get("heads").get(chat.id().toString()).asLong())
                .isEqualTo(3);
    }

    @Test
    void moreThanSixtyFourAreTooMany() {
        world.anonymous()
                .post(
                        "/internal/v1/attaches",
                        Map.of("attaches", Collections.nCopies(65, Map.of("token", "x"))))
                .invalidOnPurpose()
                .expectProblem(413, "too_large");
    }

    private Map<String, Object> ask(UserId user, Map<String, Long> cursors) {
        return Map.of("token", world.issuer().token(user), "cursors", cursors);
    }

    @SafeVarargs
    private List<JsonNode> ask(Map<String, ?>... asks) throws IOException {
        String text =
                world.anonymous()
                        .post("/internal/v1/attaches", Map.of("attaches", asks))
                        .expect(200)
                        .text();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(Json.MAPPER.readTree(line));
        }
        return lines;
    }

    /// The lines of each.
    private static List<List<JsonNode>> split(List<JsonNode> lines) {
        List<List<JsonNode>> answers = new ArrayList<>();
        for (int at = 0; at < lines.size(); ) {
            int own = lines.get(at).path("lines").asInt();
            answers.add(own == 0 ? List.of(lines.get(at)) : lines.subList(at + 1, at + 1 + own));
            at += 1 + own;
        }
        return answers;
    }

    private static List<String> types(List<JsonNode> answer) {
        return answer.stream().skip(1).map(frame -> frame.get("t").asText()).toList();
    }
}
