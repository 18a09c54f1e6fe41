package io.messenger.user;

import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestIssuer;
import io.messenger.testing.TestStack;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/// The user service on the real stack, and an issuer that gives it tokens. One for all tests.
final class UserService {
    static final TestIssuer ISSUER = new TestIssuer();
    static final FakeChatService CHATS = new FakeChatService();
    private static final UserApp APP = start();

    private UserService() {}

    private static UserApp start() {
        UserApp app =
                UserApp.start(
                        TestStack.settings(
                                "user",
                                Map.of(
                                        "auth.jwks-uri",
                                        ISSUER.jwksUri().toString(),
                                        "chat.uri",
                                        CHATS.uri().toString())));
        Runtime.getRuntime().addShutdownHook(new Thread(app::close));
        Await.until("the user service is ready", app::ready);
        return app;
    }

    static boolean ready() {
        return APP.ready();
    }

    /// A client without a token.
    static OpenApiClient client() {
        return OpenApiClient.of(URI.create("http://127.0.0.1:" + APP.port()), "user");
    }

    /// A name part that no other test has.
    static String unique() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /// A user with a profile.
    static Person person(String username, String displayName) {
        Person person = new Person(new UserId(UUID.randomUUID()), username);
        person.asService()
                .put(
                        "/internal/v1/profile",
                        Map.of("username", username, "display_name", displayName))
                .expect(200);
        return person;
    }

    /// A user with a profile and a name that does not matter.
    static Person person() {
        String name = unique();
        return person(name, "Somebody");
    }

    /// A user and the clients that speak for it.
    record Person(UserId id, String username) {
        OpenApiClient client() {
            return UserService.client().as(ISSUER.token(id));
        }

        /// Another service that acts for the user.
        OpenApiClient asService() {
            return UserService.client().as(ISSUER.internalToken(id));
        }
    }
}
