package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.Permissions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what: every cell of `docs/permissions.md` that is about chats and their members.
final class RoleMatrixTest {
    private static World world;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        world.close();
    }

    static List<Permissions.Row> groups() {
        return Permissions.below("Groups and channels");
    }

    static List<Permissions.Row> directChats() {
        return Permissions.below("Direct chats");
    }

    @ParameterizedTest
    @MethodSource("groups")
    void inAGroupEverybodyDoesWhatTheirRoleAllows(Permissions.Row row) {
        tryAll(row, row.cells(), () -> new GroupScene(world));
    }

    @ParameterizedTest
    @MethodSource("directChats")
    void inADirectChatNobodyChangesWhoIsIn(Permissions.Row row) {
        for (Map.Entry<String, String> cell : row.cells().entrySet()) {
            boolean blocks = cell.getKey().equals("blocked");
            tryAll(row, Map.ofEntries(cell), () -> new DirectScene(world, blocks));
        }
    }

    /// What was done changes the scene; what was refused must not.
    private static void tryAll(
            Permissions.Row row, Map<String, String> cells, Supplier<? extends Scene> scenes) {
        Scene scene = scenes.get();
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            Person actor = scene.person(cell.getKey());
            nobodyWithoutAGoodToken(row.doing(), scene, actor);
            ApiRequest request = scene.request(row.doing(), actor, actor.client());
            assertThat(request.operation().id()).isEqualTo(row.id());
            ApiAnswer answer = request.send();
            assertThat(outcome(answer)).as(cell.getKey()).isEqualTo(expected(cell.getValue()));
            scene = answer.status() < 300 ? scenes.get() : scene;
        }
    }

    private static void nobodyWithoutAGoodToken(String operation, Scene scene, Person actor) {
        OpenApiClient client = actor.client();
        scene.request(operation, actor, client.anonymous()).expectProblem(401, "unauthenticated");
        scene.request(operation, actor, client.as(world.issuer().expiredToken(actor.id())))
                .expectProblem(401, "token_expired");
        scene.request(operation, actor, client.as(world.issuer().forgedToken(actor.id())))
                .expectProblem(401, "unauthenticated");
    }

    private static String outcome(ApiAnswer answer) {
        return answer.status() < 300 ? "yes" : answer.json().get("code").asText();
    }

    private static String expected(String cell) {
        return switch (cell) {
            case "no" -> "forbidden";
            case "unseen" -> "not_found";
            default -> cell;
        };
    }
}
