package io.messenger.standalone;

import io.messenger.testing.Account;
import io.messenger.testing.ApiOperation;
import io.messenger.testing.Await;
import io.messenger.testing.ExampleRequest;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No operation of any document answers whoever has no good token. The requests are the documents'
/// own examples, so nothing but the token is wrong with them.
class TokenMatrixTest {
    private static final Account ANNA = WholeMessenger.accounts().create("anna");
    private static final Account GONE = WholeMessenger.accounts().create("gone");
    private static TestIssuer issuer;

    @BeforeAll
    static void begin() {
        issuer = WholeMessenger.issuer(ANNA);
        OpenApiClient gone = WholeMessenger.api().as(GONE.accessToken());
        gone.post("/v1/auth/logout").expect(204);
        Await.until("the door knows of it", () -> gone.get("/v1/users/me").send().status() == 401);
    }

    @AfterAll
    static void end() {
        issuer.close();
    }

    static List<ApiOperation> guarded() {
        return WholeMessenger.operations().filter(operation -> !operation.open()).toList();
    }

    static List<ApiOperation> guardedInPublic() {
        return guarded().stream().filter(operation -> !operation.internal()).toList();
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nobodyWithoutAToken(ApiOperation operation) {
        refused(operation, WholeMessenger.api(operation).anonymous(), "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nobodyWithATokenThatIsNone(ApiOperation operation) {
        for (String token : new String[] {"", "no token", "a.b.c", "eyJhbGciOiJub25lIn0.e30."}) {
            refused(operation, WholeMessenger.api(operation).as(token), "unauthenticated");
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nobodyWithATokenOfAnotherKey(ApiOperation operation) {
        String token = issuer.forgedToken(ANNA.userId());
        refused(operation, WholeMessenger.api(operation).as(token), "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("guardedInPublic")
    void nobodyWhoseTimeIsOver(ApiOperation operation) {
        String token = issuer.expiredToken(ANNA.userId());
        refused(operation, WholeMessenger.api(operation).as(token), "token_expired");
    }

    @ParameterizedTest
    @MethodSource("guardedInPublic")
    void nobodyWithATokenOfTheServices(ApiOperation operation) {
        String token = issuer.internalToken(ANNA.userId());
        refused(operation, WholeMessenger.api(operation).as(token), "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("guardedInPublic")
    void nobodyWhoseSessionHasEnded(ApiOperation operation) {
        refused(operation, WholeMessenger.api(operation).as(GONE.accessToken()), "unauthenticated");
    }

    private static void refused(ApiOperation operation, OpenApiClient client, String code) {
        ExampleRequest.of(operation).by(client).expectProblem(401, code);
    }
}
