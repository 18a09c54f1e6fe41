package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.UserId;
import io.messenger.testing.OpenApiClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading over HTTP: stretches, refusals, and what the gateway and the chat service ask.
final class ApiTest {
    private final World world = World.shared();
    private final UserId ann = world.user();
    private final TestChat chat = TestChat.group(world, ann);
    private final OpenApiClient client = chat.as(ann);

    @ParameterizedTest
    @CsvSource({
        "'', 1 2 3 4 5 6",
        "?limit=2, 5 6",
        "?before_seq=3, 1 2",
        "?before_seq=6&limit=2, 4 5",
        "?before_seq=1, ''",
        "?before_seq=99&limit=1, 6",
        "?after_seq=4, 5 6",
        "?after_seq=0&limit=2, 1 2",
        "?after_seq=6, ''",
        "?around_seq=3&limit=3, 2 3 4",
        "?around_seq=6&limit=4, 3 4 5 6",
        "?around_seq=4&limit=1, 4",
    })
    void aHistoryIsReadByStretches(String query, String seqs) {
        fill();
        JsonNode page = client.get(chat.path("/messages" + query)).expect(200).json();

        assertThat(page.get("messages").valueStream().map(one -> one.get("seq").asText()))
                .isEqualTo(seqs.isEmpty() ? List.of() : List.of(seqs.split(" ")));
        assertThat(page.get("head_seq").asLong()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "/messages?limit=0, limit",
        "/messages?before_seq=-1, before_seq",
        "/messages?after_seq=x, after_seq",
        "/messages?before_seq=1&after_seq=1, after_seq",
        "/changes?since=-1, since",
        "/changes?limit=many, limit",
    })
    void whatDoesNotFitIsRefusedWithItsName(String path, String field) {
        JsonNode problem =
                client.get(chat.path(path))
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request")
                        .json();

        assertThat(problem.get("field").asText()).isEqualTo(field);
    }

    @Test
    void oneMessageIsReadByItsSeq() {
        fill();
        JsonNode message = client.get(chat.path("/messages/2")).expect(200).json();

        assertThat(TestChat.gist(message)).isEqualTo("text 2");
        client.get(chat.path("/messages/7")).expectProblem(404, "not_found");
        client.get(chat.path("/messages/x")).invalidOnPurpose().expectProblem(404, "not_found");
        client.get("/v1/chats/nowhere/messages").invalidOnPurpose().expectProblem(404, "not_found");
    }

    @Test
    void changesComeByPages() {
        fill();
        JsonNode first = client.get(chat.path("/changes?since=1&limit=3")).expect(200).json();
        JsonNode rest = client.get(chat.path("/changes?since=4&limit=3")).expect(200).json();

        assertThat(first.get("truncated").asBoolean()).isTrue();
        assertThat(first.get("to").asLong()).isEqualTo(4);
        assertThat(rest.get("truncated").asBoolean()).isFalse();
        assertThat(rest.get("to").asLong()).isEqualTo(6);
        assertThat(rest.get("changes")).hasSize(2);
    }

    @Test
    void nobodyReadsWithoutAGoodToken() {
        String path = chat.path("/messages");
        world.anonymous().get(path).expectProblem(401, "unauthenticated");
        world.anonymous()
                .as(world.issuer().expiredToken(ann))
                .get(path)
                .expectProblem(401, "token_expired");
        world.anonymous()
                .as(world.issuer().forgedToken(ann))
                .get(path)
                .expectProblem(401, "unauthenticated");
        world.anonymous()
                .post("/internal/v1/attach", Map.of())
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void aCursorAboveTheHeadIsToBeForgotten() {
        String id = chat.id().toString();
        JsonNode answer = client.post("/v1/sync", cursors(99)).expect(200).json();
        Ready ready = Ready.of(chat, ann, 99);

        assertThat(answer.get("resync").get(0).asText()).isEqualTo(id);
        assertThat(ready.rest().getFirst().get("t").asText()).isEqualTo("resync");
        assertThat(ready.rest().getFirst().get("chat_id").asText()).isEqualTo(id);
    }

    @Test
    void cursorsOfAnotherEpochMeanNothing() {
        Map<String, Object> body = new HashMap<>(cursors(0));
        body.put("epoch", UUID.randomUUID().toString());
        JsonNode answer = client.post("/v1/sync", body).expect(200).json();

        assertThat(answer.get("batches")).isEmpty();
        body.put("epoch", answer.get("epoch").asText());
        assertThat(client.post("/v1/sync", body).expect(200).json().get("batches")).hasSize(1);
    }

    @Test
    void tooManyCursorsAreRefused() {
        Map<String, Long> many = new HashMap<>();
        for (int i = 0; i < 2001; i++) {
            many.put(UUID.randomUUID().toString(), 1L);
        }
        client.post("/internal/v1/attach", Map.of("cursors", many)).expectProblem(413, "too_large");
        client.post("/v1/sync", Map.of("cursors", many)).expect(200);
        client.post("/v1/sync", Map.of("cursors", Map.of("x", 1)))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void aSocketGetsItsChatsAndWhatItMissed() {
        fill();
        Ready ready = Ready.of(chat, ann, 4);
        JsonNode batch = ready.rest().getFirst();

        assertThat(ready.heads().get(chat.id().toString()).asLong()).isEqualTo(6);
        assertThat(ready.chat(chat).get("head_seq").asLong()).isEqualTo(6);
        assertThat(TestChat.gist(ready.chat(chat).get("last_message"))).isEqualTo("text 6");
        assertThat(batch.get("t").asText()).isEqualTo("batch");
        assertThat(batch.get("from").asLong()).isEqualTo(4);
        assertThat(batch.get("to").asLong()).isEqualTo(6);
        assertThat(Ready.of(chat, ann, 6).rest()).isEmpty();
        assertThat(Ready.of(chat, ann).rest()).isEmpty();
    }

    @Test
    void aSyncIsAnsweredByTheFrame() {
        fill();
        String path = "/internal/v1" + chat.path("/sync").substring("/v1".length());
        JsonNode batch =
                client.post(path, Map.of("since", 4, "limit", 1, "id", "r1")).expect(200).json();

        assertThat(batch.get("id").asText()).isEqualTo("r1");
        assertThat(batch.get("to").asLong()).isEqualTo(5);
        assertThat(batch.get("truncated").asBoolean()).isTrue();
        world.as(world.user()).post(path, Map.of("since", 0)).expectProblem(404, "not_found");
    }

    @Test
    void headsAreToldOfOnesOwnChats() {
        List<String> ids = List.of(chat.id().toString(), world.chatId().toString());
        JsonNode heads =
                client.post("/internal/v1/heads", Map.of("chat_ids", ids)).expect(200).json();

        assertThat(heads.get("heads").toString()).isEqualTo("{\"" + chat.id() + "\":1}");
        client.post("/internal/v1/heads", Map.of("chat_ids", List.of("x")))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void aCommandIsAwaited() {
        Sent sent = chat.say(ann, "one");
        String path = "/internal/v1" + chat.path("/commands/").substring("/v1".length());

        assertThat(
                        client.get(path + sent.id() + "?wait_ms=10000")
                                .expect(200)
                                .json()
                                .get("seq")
                                .asLong())
                .isEqualTo(2);
        client.get(path + UUID.randomUUID()).expectProblem(404, "not_found");
        world.as(world.user()).get(path + sent.id()).expectProblem(404, "not_found");
    }

    private Map<String, Object> cursors(long cursor) {
        return Map.of("cursors", Map.of(chat.id().toString(), cursor));
    }

    private void fill() {
        for (int seq = 2; seq < 6; seq++) {
            chat.say(ann, "text " + seq);
        }
        chat.settle(chat.say(ann, "text 6"));
    }
}
