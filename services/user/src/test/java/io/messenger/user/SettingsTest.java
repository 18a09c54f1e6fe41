package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.UserId;
import io.messenger.testing.ApiAnswer;
import io.messenger.user.UserService.Person;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String PATH = "/v1/users/me/settings";

    private final Person ann = UserService.person();

    @Test
    void whoChangedNothingHasTheDefaults() {
        ApiAnswer answer = ann.client().get(PATH).expect(200);
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(answer.json().get("last_seen").asText()).isEqualTo("everyone");
        assertThat(answer.json().get("notifications").get("direct").asText()).isEqualTo("all");
        assertThat(answer.json().get("notifications").get("sound").asBoolean()).isTrue();
    }

    @Test
    void theyAreReplacedAsAWhole() {
        put(Map.of("last_seen", "nobody", "notifications", Map.of("groups", "mentions")));
        JsonNode kept =
                put(Map.of("notifications", Map.of("channels", "none", "sound", false))).json();
        assertThat(kept.get("last_seen").asText()).isEqualTo("everyone");
        JsonNode notifications = kept.get("notifications");
        assertThat(notifications.get("groups").asText()).isEqualTo("all");
        assertThat(notifications.get("channels").asText()).isEqualTo("none");
        assertThat(notifications.get("sound").asBoolean()).isFalse();
        assertThat(ann.client().get(PATH).expect(200).json()).isEqualTo(kept);
    }

    @Test
    void whoHasNotSeenTheLastChangeDoesNotUndoIt() {
        String seen = ann.client().get(PATH).expect(200).header("ETag");
        put(Map.of("last_seen", "nobody"));
        ann.client()
                .put(PATH, Map.of("last_seen", "everyone"))
                .header("If-Match", seen)
                .expectProblem(412, "conflict");
        ApiAnswer now = ann.client().get(PATH).expect(200);
        assertThat(now.json().get("last_seen").asText()).isEqualTo("nobody");
        ann.client().put(PATH, Map.of()).header("If-Match", now.header("ETag")).expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"last_seen":"friends"}              | last_seen
                    {"last_seen":null}                   | last_seen
                    {"notifications":[]}                 | notifications
                    {"notifications":{"direct":"loud"}}  | direct
                    {"notifications":{"sound":"yes"}}    | sound
                    {"notifications":{"colour":"red"}}   | colour
                    {"theme":"dark"}                     | theme
                    """)
    void whatDoesNotFitIsRefusedByName(String body, String field) {
        JsonNode problem =
                ann.client()
                        .put(PATH, body)
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request")
                        .json();
        assertThat(problem.path("field").asText()).isEqualTo(field);
    }

    @Test
    void whoHasNoProfileYetIsToldToComeBack() {
        Person early = new Person(new UserId(UUID.randomUUID()), "early");
        early.client().get(PATH).expectProblem(503, "unavailable");
        early.client().put(PATH, Map.of()).expectProblem(503, "unavailable");
        UserService.client().get(PATH).expectProblem(401, "unauthenticated");
    }

    private ApiAnswer put(Map<String, ?> settings) {
        return ann.client().put(PATH, settings).expect(200);
    }
}
