package io.messenger.auth;

import static io.messenger.auth.AuthService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.testing.ApiRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DeletionTest {
    private static final AuthService AUTH = AuthService.start();

    private final String name = AUTH.registered();
    private final LoggedIn user = AUTH.login(name);

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void whoeverDoesNotKnowThePasswordDeletesNothing() {
        deleting(user, "not the password").expectProblem(401, "unauthenticated");
        user.client()
                .post("/v1/auth/account/delete", Map.of())
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
        AUTH.login(name);
        assertThat(AUTH.users.profiles).containsKey(name);
    }

    @Test
    void allSessionsEndAtOnceAndNobodyCanLogInAnyMore() {
        LoggedIn other = AUTH.login(name);
        try (RevokedTopic topic = new RevokedTopic()) {
            deleting(user, PASSWORD).expect(204);
            for (LoggedIn ended : List.of(user, other)) {
                ended.refreshing().expectProblem(401, "unauthenticated");
                ended.client().get("/v1/auth/account").expectProblem(401, "unauthenticated");
                assertThat(topic.reasonOf(ended)).isEqualTo("account_deleted");
            }
        }
        String unknown = login(AuthService.newName()).expect(401).text();
        assertThat(login(name).expect(401).text()).isEqualTo(unknown);
    }

    @Test
    void groupsAndChannelsAreLeftDirectChatsStayAndTheProfileGoes() {
        UserId id = UserId.parse(user.user());
        AUTH.chats.join(id, "group");
        ChatId direct = AUTH.chats.join(id, "direct");
        AUTH.chats.join(id, "channel");
        deleting(user, PASSWORD).expect(204);
        Awaitility.await().until(() -> !AUTH.users.profiles.containsKey(name));
        assertThat(AUTH.chats.of(id))
                .extracting(FakeChatService.Chat::chatId)
                .containsExactly(direct);
    }

    @Test
    void theUsernameIsFreeWhenTheLastTokenHasExpiredAndNoChatIsLeftUntilThen() {
        try (AuthService auth = AuthService.start()) {
            String free = auth.registered();
            LoggedIn gone = auth.login(free);
            UserId id = UserId.parse(gone.user());
            deleting(gone, PASSWORD).expect(204);
            Awaitility.await().until(() -> !auth.users.profiles.containsKey(free));
            // What a token that is still good may do elsewhere.
            auth.chats.join(id, "group");
            registering(auth, free).expectProblem(409, "conflict");
            auth.clock.forward(Duration.ofMinutes(16));
            Awaitility.await().until(() -> registering(auth, free).send().status() == 201);
            assertThat(auth.chats.of(id)).isEmpty();
            assertThat(auth.login(free).user()).isNotEqualTo(gone.user());
        }
    }

    @Test
    void whileOtherServicesAreAwayAccountsAreDeletedAndTheyAreToldLater() {
        try (AuthService auth = AuthService.start()) {
            auth.users.close();
            String early = auth.registered();
            LoggedIn gone = auth.login(early);
            UserId id = UserId.parse(gone.user());
            auth.chats.join(id, "group");
            auth.chats.close();
            deleting(gone, PASSWORD).expect(204);
            auth.users.server.restart();
            // Made late and removed only then: the profile is not forgotten in between.
            Awaitility.await().until(() -> auth.users.profiles.containsKey(early));
            auth.chats.server.restart();
            Awaitility.await().until(() -> !auth.users.profiles.containsKey(early));
            assertThat(auth.chats.of(id)).isEmpty();
        }
    }

    @Test
    void ofSeveralDeletionsAtOnceOneSucceeds() throws Exception {
        Callable<Integer> delete = () -> deleting(user, PASSWORD).send().status();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(
                            threads.invokeAll(Collections.nCopies(4, delete)).stream()
                                    .map(Future::resultNow)
                                    .sorted())
                    .containsExactly(204, 401, 401, 401);
        }
    }

    @Test
    void aSecondFactorIsAskedForAndGoesToo() {
        AuthenticatorApp app = AuthenticatorApp.begin(user, name);
        app.confirm(user);
        deleting(user, PASSWORD).expectProblem(401, "unauthenticated");
        user.client()
                .post(
                        "/v1/auth/account/delete",
                        Map.of("password", PASSWORD, "code", app.nextCode()))
                .expect(204);
        assertThat(
                        AUTH.stored(
                                """
                                SELECT (SELECT count(*) FROM auth.second_factor WHERE user_id = u)
                                    + (SELECT count(*) FROM auth.recovery_code WHERE user_id = u)
                                FROM (SELECT CAST(? AS uuid) AS u) AS who
                                """,
                                user.user()))
                .isEqualTo("0");
    }

    private static ApiRequest deleting(LoggedIn who, String password) {
        return who.client().post("/v1/auth/account/delete", Map.of("password", password));
    }

    private static ApiRequest login(String username) {
        return AUTH.client()
                .post("/v1/auth/login", Map.of("username", username, "password", PASSWORD));
    }

    private static ApiRequest registering(AuthService auth, String username) {
        return auth.client()
                .post("/v1/auth/register", Map.of("username", username, "password", PASSWORD));
    }
}
