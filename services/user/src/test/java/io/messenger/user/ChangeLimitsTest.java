package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.ApiAnswer;
import io.messenger.testing.Await;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestStack;
import io.messenger.user.UserService.Person;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How often users change themselves, over two instances with limits of their own.
class ChangeLimitsTest {
    private static final String ME = "/v1/users/me";
    private static UserApp one;
    private static UserApp other;

    private final Person ann = UserService.person();

    @BeforeAll
    static void start() {
        one = app();
        other = app();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    private static UserApp app() {
        UserApp app =
                UserApp.start(
                        TestStack.settings(
                                "user",
                                Map.of(
                                        "auth.jwks-uri",
                                        UserService.ISSUER.jwksUri().toString(),
                                        "chat.uri",
                                        UserService.CHATS.uri().toString(),
                                        "limits.changes-per-hour",
                                        "3",
                                        "limits.pictures-per-hour",
                                        "2")));
        Await.until("the user service is ready", app::ready);
        return app;
    }

    @Test
    void changesOfProfileAndSettingsAreCountedTogetherOverAllInstances() {
        at(one).patch(ME, Map.of("about", "One")).expect(200);
        at(other).patch(ME, Map.of("about", "Two")).expect(200);
        at(other).put(ME + "/settings", Map.of("last_seen", "chats")).expect(200);

        ApiAnswer refused =
                at(one).patch(ME, Map.of("about", "4")).expectProblem(429, "rate_limited");
        assertThat(Long.parseLong(refused.header("Retry-After")))
                .as("seconds until one of three in an hour is regained")
                .isBetween(1L, 1200L);
        at(other).put(ME + "/settings", Map.of()).expectProblem(429, "rate_limited");
        at(other).delete(ME + "/avatar").expectProblem(429, "rate_limited");
        assertThat(at(one).get(ME).expect(200).json().get("about").asText()).isEqualTo("Two");

        Person ben = UserService.person();
        client(one)
                .as(UserService.ISSUER.token(ben.id()))
                .patch(ME, Map.of("about", "B"))
                .expect(200);
    }

    @Test
    void picturesAreCountedBeforeAnyWorkIsDoneForThem() {
        upload(one).expectProblem(400, "bad_request");
        upload(other).expectProblem(400, "bad_request");
        upload(one).expectProblem(429, "rate_limited");
        at(one).patch(ME, Map.of("about", "Another limit")).expect(200);
    }

    private io.messenger.testing.ApiRequest upload(UserApp app) {
        return at(app).put(ME + "/avatar", new byte[10]).header("Content-Type", "image/png");
    }

    private OpenApiClient at(UserApp app) {
        return client(app).as(UserService.ISSUER.token(ann.id()));
    }

    private static OpenApiClient client(UserApp app) {
        return OpenApiClient.of(URI.create("http://127.0.0.1:" + app.port()), "user");
    }
}
