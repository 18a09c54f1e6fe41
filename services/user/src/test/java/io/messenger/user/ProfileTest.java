package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.UserId;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import io.messenger.user.UserService.Person;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private static final String NEW = "/internal/v1/profile";

    @Test
    void everybodyReadsAProfileThatWasMade() {
        String name = UserService.unique();
        Person ann = UserService.person(name, "Ann Lee");
        JsonNode own = ann.client().get("/v1/users/me").expect(200).json();
        assertThat(own.get("user_id").asText()).isEqualTo(ann.id().toString());
        assertThat(own.get("username").asText()).isEqualTo(name);
        assertThat(own.get("display_name").asText()).isEqualTo("Ann Lee");
        assertThat(own.has("about")).isFalse();
        Person bob = UserService.person();
        assertThat(bob.client().get("/v1/users/" + ann.id()).expect(200).json()).isEqualTo(own);
    }

    @Test
    void onesLanguageIsNobodyElsesBusiness() {
        Person ann = UserService.person();
        assertThat(change(ann, Map.of("locale", "de-at")).get("locale").asText())
                .isEqualTo("de-AT");
        JsonNode shown =
                UserService.person().client().get("/v1/users/" + ann.id()).expect(200).json();
        assertThat(shown.has("locale")).isFalse();
        assertThat(change(ann, Map.of("locale", "")).has("locale")).isFalse();
    }

    @Test
    void whoHasNotSeenTheLastChangeDoesNotUndoIt() {
        Person ann = UserService.person();
        String seen = ann.client().get("/v1/users/me").expect(200).header("ETag");
        ann.client()
                .patch("/v1/users/me", Map.of("about", "first"))
                .header("If-Match", seen)
                .expect(200);
        ann.client()
                .patch("/v1/users/me", Map.of("about", "second"))
                .header("If-Match", seen)
                .expectProblem(412, "conflict");
        JsonNode now = ann.client().get("/v1/users/me").expect(200).json();
        assertThat(now.get("about").asText()).isEqualTo("first");
        assertThat(now.get("version").asLong()).isEqualTo(2);
    }

    @Test
    void ofAnAccountThatEndedNothingIsKept() {
        Person ann = UserService.person();
        ann.client().put("/v1/users/me/settings", Map.of("last_seen", "nobody")).expect(200);
        ann.client().delete(NEW).expectProblem(401, "unauthenticated");
        ann.asService().delete(NEW).expect(204);
        ann.asService().delete(NEW).expect(204);
        UserService.person().client().get("/v1/users/" + ann.id()).expectProblem(404, "not_found");
    }

    @Test
    void makingItAgainDoesNotUndoWhatTheUserChanged() {
        Person ann = UserService.person(UserService.unique(), "Ann");
        ann.client().patch("/v1/users/me", Map.of("display_name", "Anna")).expect(200);
        JsonNode again =
                ann.asService()
                        .put(NEW, Map.of("username", ann.username(), "display_name", "Ann"))
                        .expect(200)
                        .json();
        assertThat(again.get("display_name").asText()).isEqualTo("Anna");
    }

    @Test
    void onlyServicesMakeProfilesAndTheyDoNothingElse() {
        Person ann = UserService.person();
        ann.client()
                .put(NEW, Map.of("username", "admin", "display_name", "Admin"))
                .expectProblem(401, "unauthenticated");
        ann.asService().get("/v1/users/me").expectProblem(401, "unauthenticated");
    }

    @Test
    void aUserWhoseProfileIsStillToBeMadeIsToldToComeBack() {
        Person early = new Person(new UserId(UUID.randomUUID()), "early");
        early.client().get("/v1/users/me").expectProblem(503, "unavailable");
        early.client()
                .patch("/v1/users/me", Map.of("display_name", "x"))
                .expectProblem(503, "unavailable");
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        Person ann = UserService.person(UserService.unique(), "Ann");
        change(ann, Map.of("about", " Reads at night. "));
        JsonNode changed = change(ann, Map.of("display_name", "  Anna Lee "));
        assertThat(changed.get("about").asText()).isEqualTo("Reads at night.");
        assertThat(changed.get("display_name").asText()).isEqualTo("Anna Lee");
        assertThat(change(ann, Map.of())).isEqualTo(changed);
        assertThat(change(ann, Collections.singletonMap("about", null)).has("about")).isFalse();
        change(ann, Map.of("about", "again"));
        assertThat(change(ann, Map.of("about", "")).has("about")).isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"display_name":""}            | display_name
                    {"display_name":null}          | display_name
                    {"display_name":5}             | display_name
                    {"display_name":"a\\u0000b"}   | display_name
                    {"about":5}                    | about
                    {"about":"\\ud83d"}            | about
                    {"locale":"no such thing"}     | locale
                    {"locale":7}                   | locale
                    {"username":"other"}           | username
                    """)
    void badFieldIsRefusedByName(String body, String field) {
        JsonNode problem =
                UserService.person()
                        .client()
                        .patch("/v1/users/me", body)
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request")
                        .json();
        assertThat(problem.path("field").asText()).isEqualTo(field);
    }

    @Test
    void lengthsAreCountedInCharactersAsPeopleCountThem() {
        Person ann = UserService.person();
        change(ann, Map.of("display_name", "😀".repeat(64), "about", "😀".repeat(280)));
        for (Map<String, String> tooLong :
                List.of(
                        Map.of("display_name", "😀".repeat(65)),
                        Map.of("about", "😀".repeat(281)))) {
            ann.client()
                    .patch("/v1/users/me", tooLong)
                    .invalidOnPurpose()
                    .expectProblem(400, "bad_request");
        }
    }

    @Test
    void unknownUsersAreNotFound() {
        Person ann = UserService.person();
        ann.client().get("/v1/users/" + UUID.randomUUID()).expectProblem(404, "not_found");
        ann.client().get("/v1/users/nobody").invalidOnPurpose().expectProblem(404, "not_found");
    }

    @Test
    void manyAreReadAtOnceAndUnknownOnesLeftOut() {
        Person ann = UserService.person();
        Person bob = UserService.person();
        List<String> ids =
                List.of(ann.id().toString(), UUID.randomUUID().toString(), bob.id().toString());
        assertThat(
                        ann.client()
                                .post("/v1/users/batch", Map.of("ids", ids))
                                .expect(200)
                                .json()
                                .get("items"))
                .extracting(user -> user.get("username").asText())
                .containsExactlyInAnyOrder(ann.username(), bob.username());
        ann.client().post("/v1/users/batch", Map.of("ids", List.of())).expect(200);
    }

    @Test
    void badBatchesAreRefused() {
        Person ann = UserService.person();
        List<String> many = Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toList();
        for (Object ids : List.of(many, List.of("x"), List.of(5), "all")) {
            ann.client()
                    .post("/v1/users/batch", Map.of("ids", ids))
                    .invalidOnPurpose()
                    .expectProblem(400, "bad_request");
        }
        for (String path : List.of("/v1/users/batch", "/v1/users/me")) {
            ann.client()
                    .request(path.endsWith("me") ? "PATCH" : "POST", path, " ".repeat(300_000))
                    .invalidOnPurpose()
                    .expectProblem(413, "too_large");
        }
        ann.asService()
                .put(NEW, " ".repeat(300_000))
                .invalidOnPurpose()
                .expectProblem(413, "too_large");
        ann.asService()
                .put(NEW, Map.of("username", "x", "display_name", "x"))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void nothingIsToldWithoutAGoodToken() {
        Person ann = UserService.person();
        List<Function<OpenApiClient, ApiRequest>> operations =
                List.of(
                        client -> client.get("/v1/users/me"),
                        client -> client.patch("/v1/users/me", Map.of("about", "x")),
                        client -> client.get("/v1/users/" + ann.id()),
                        client -> client.get("/v1/users?q=a"),
                        client -> client.post("/v1/users/batch", Map.of("ids", List.of())),
                        client -> client.put(NEW, Map.of("username", "abc", "display_name", "x")));
        for (Function<OpenApiClient, ApiRequest> operation : operations) {
            operation.apply(UserService.client()).expectProblem(401, "unauthenticated");
            operation
                    .apply(UserService.client().as(UserService.ISSUER.forgedToken(ann.id())))
                    .expectProblem(401, "unauthenticated");
            operation
                    .apply(UserService.client().as("nonsense"))
                    .expectProblem(401, "unauthenticated");
        }
        UserService.client()
                .as(UserService.ISSUER.expiredToken(ann.id()))
                .get("/v1/users/me")
                .expectProblem(401, "token_expired");
    }

    private static JsonNode change(Person who, Map<String, ?> change) {
        return who.client().patch("/v1/users/me", change).expect(200).json();
    }
}
