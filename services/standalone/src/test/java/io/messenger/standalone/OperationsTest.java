package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.Account;
import io.messenger.testing.ApiOperation;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.Await;
import io.messenger.testing.ExampleRequest;
import io.messenger.testing.FrameSchemas;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.Permissions;
import io.messenger.testing.TestIssuer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No operation is without a row in `docs/permissions.md`; and the rows there that are about no
/// chat.
class OperationsTest {
    private static final Account ANNA = WholeMessenger.accounts().create("anna");
    private static final Account BORIS = WholeMessenger.accounts().create("boris");

    /// To whom the services do what they do.
    private static final Account CARL = WholeMessenger.accounts().create("carl");

    private static TestIssuer issuer;

    /// Registration does not wait for the profile.
    @BeforeAll
    static void begin() {
        issuer = WholeMessenger.issuer(CARL);
        Await.until(
                "the profile is made",
                () -> WholeMessenger.call("GET", "/v1/users/me", ANNA, null).status() == 200);
    }

    @AfterAll
    static void end() {
        issuer.close();
    }

    static List<Permissions.Row> betweenServices() {
        return Permissions.below("Between the services");
    }

    static List<Permissions.Row> ownThings() {
        return Permissions.below("One's own").stream()
                .filter(row -> !row.cells().containsValue("—"))
                .toList();
    }

    @Test
    void everyOperationHasItsRow() {
        Set<String> ids =
                Stream.concat(
                                WholeMessenger.operations().map(ApiOperation::id),
                                FrameSchemas.ofClients().stream())
                        .collect(Collectors.toSet());
        assertThat(Permissions.unmatched(ids)).isEmpty();
    }

    @Test
    void anOperationWithoutARowIsFound() {
        assertThat(Permissions.unmatched(Set.of("getChat", "stealChat")))
                .contains("stealChat is in no table of docs/permissions.md")
                .contains("leaveChat of docs/permissions.md is no operation");
    }

    @Test
    void onlyWhatTheTableSaysIsOpen() {
        assertThat(ids(Permissions.below("Without a token")))
                .containsExactlyInAnyOrderElementsOf(
                        WholeMessenger.operations()
                                .filter(one -> one.open() && !one.internal())
                                .map(ApiOperation::id)
                                .toList());
    }

    @Test
    void whatIsBetweenTheServicesIsInItsTable() {
        assertThat(ids(betweenServices()))
                .containsExactlyInAnyOrderElementsOf(
                        WholeMessenger.operations()
                                .filter(ApiOperation::internal)
                                .map(ApiOperation::id)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("betweenServices")
    void theDoorDoesNotLeadToTheServicesOwnOperations(Permissions.Row row) {
        ApiOperation operation = operation(row);
        String path = ExampleRequest.of(operation).target();
        WholeMessenger.Answer answer = WholeMessenger.call(operation.method(), path, ANNA, null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @MethodSource("betweenServices")
    void aTokenOpensWhatItIsFor(Permissions.Row row) {
        assertThat(opens(row, CARL.accessToken())).isEqualTo(row.cells().get("user's token"));
        assertThat(opens(row, issuer.internalToken(CARL.userId())))
                .isEqualTo(row.cells().get("services' token"));
    }

    /// Some have nothing under the ids of their example: that is seen by who may look.
    private static String opens(Permissions.Row row, String token) {
        ApiOperation operation = operation(row);
        OpenApiClient client = WholeMessenger.api(operation).as(token);
        int status = ExampleRequest.of(operation).by(client).send().status();
        return status < 300 || status == 404 ? "yes" : Integer.toString(status);
    }

    @ParameterizedTest
    @MethodSource("ownThings")
    void othersSeeOnlyWhatIsMeantForThem(Permissions.Row row) {
        ApiRequest request = onAnna(row.doing(), WholeMessenger.api().as(BORIS.accessToken()));
        assertThat(request.operation().id()).isEqualTo(row.id());
        String cell = row.cells().getOrDefault("somebody else's", "");
        if (cell.equals("yes")) {
            request.expect(200);
        } else {
            request.expectProblem(404, cell);
        }
    }

    private static ApiRequest onAnna(String doing, OpenApiClient boris) {
        return switch (doing) {
            case "end a session" -> boris.delete("/v1/auth/sessions/" + session(ANNA));
            case "read a profile" -> boris.get("/v1/users/" + ANNA.userId());
            case "read profiles" ->
                    boris.post("/v1/users/batch", Map.of("ids", List.of(ANNA.userId())));
            case "look for users" -> boris.get("/v1/users?q=" + ANNA.username());
            default -> throw new AssertionError("nobody knows how to " + doing);
        };
    }

    private static String session(Account account) {
        return WholeMessenger.api()
                .as(account.accessToken())
                .get("/v1/auth/sessions")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("session_id")
                .asText();
    }

    private static ApiOperation operation(Permissions.Row row) {
        return WholeMessenger.operations()
                .filter(one -> one.id().equals(row.id()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(List<Permissions.Row> rows) {
        return rows.stream().map(Permissions.Row::id).toList();
    }
}
