package io.messenger.chat;

import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestPicture;
import java.util.Map;

/// A chat, and somebody of every kind around it.
interface Scene {
    /// What this actor asks for, as this client.
    ApiRequest request(String operation, Person actor, OpenApiClient client);

    /// The person whom the tables call so.
    Person person(String actor);

    static ApiRequest picture(OpenApiClient client, String path) {
        return client.put(path, TestPicture.of("png", 20, 20)).header("Content-Type", "image/png");
    }

    static Map<String, String> role(String role) {
        return Map.of("role", role);
    }
}
