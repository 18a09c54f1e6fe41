package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.ApiOperation;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.OpenApiDocument;
import io.messenger.testing.Secrets;
import io.messenger.testing.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The whole messenger, started once for all tests of this virtual machine, as the one command
/// starts it. Tests share it, so they make their own users and chats.
final class WholeMessenger {
    private static final List<OpenApiDocument> DOCUMENTS =
            Stream.of("auth", "user", "chat", "message", "gateway")
                    .map(OpenApiDocument::of)
                    .toList();

    private static final Map<String, OpenApiClient> CLIENTS = new ConcurrentHashMap<>();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Path FOLDER = folder();

    private WholeMessenger() {}

    private static final class Holder {
        static final Standalone SHARED = begin();
    }

    /// Not in the holder: other threads run its lambdas while the holder waits for them.
    private static Standalone begin() {
        StandaloneOptions options = StandaloneOptions.usual().onPort(0).thrownAway(FOLDER);
        Standalone all = Standalone.start(options, Services.all(), _ -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(all::close, "whole-messenger"));
        return all;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("messenger-stack-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }

    /// Signs as the messenger does, what the messenger would not.
    static TestIssuer issuer(Account account) {
        return TestIssuer.withKeyOf(FOLDER.resolve("token-key.pem"), account.accessToken());
    }

    static Standalone shared() {
        return Holder.SHARED;
    }

    static URI gateway() {
        return shared().uri("gateway");
    }

    /// All operations of all services.
    static Stream<ApiOperation> operations() {
        return DOCUMENTS.stream().flatMap(document -> document.operations().stream());
    }

    /// A client by which this operation is reached.
    static OpenApiClient api(ApiOperation operation) {
        return CLIENTS.computeIfAbsent(
                operation.internal() ? operation.service() : "gateway",
                name -> OpenApiClient.of(shared().uri(name), documents()));
    }

    /// A client that holds both sides to the documents of all services.
    static OpenApiClient api() {
        return CLIENTS.computeIfAbsent("gateway", _ -> OpenApiClient.of(gateway(), documents()));
    }

    /// The same of another messenger, at this door.
    static OpenApiClient api(URI door) {
        return OpenApiClient.of(door, documents());
    }

    private static OpenApiDocument[] documents() {
        return DOCUMENTS.toArray(OpenApiDocument[]::new);
    }

    static Accounts accounts() {
        return new Accounts(gateway());
    }

    /// An answer: status and JSON, a missing node when there is none.
    record Answer(int status, JsonNode json) {
        String code() {
            return json.path("code").asText();
        }
    }

    static Answer call(String method, String path, @Nullable Account as, @Nullable Object body) {
        return call(method, path, as, body == null ? null : Json.bytes(body), Map.of());
    }

    static Answer call(
            String method,
            String path,
            @Nullable Account as,
            byte @Nullable [] body,
            Map<String, String> headers) {
        return call(gateway(), method, path, as, body, headers);
    }

    /// Calls a messenger that is not the shared one.
    static Answer call(
            URI door,
            String method,
            String path,
            @Nullable Account as,
            byte @Nullable [] body,
            Map<String, String> headers) {
        if (body != null) {
            Secrets.in(new String(body, StandardCharsets.UTF_8));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(door.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (as != null) {
            request.header("Authorization", "Bearer " + as.accessToken());
        }
        try {
            HttpResponse<byte[]> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Secrets.in(new String(answer.body(), StandardCharsets.UTF_8));
            return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    static ChatId directChat(Account one, Account other) {
        return directChat(gateway(), one, other);
    }

    static ChatId directChat(URI door, Account one, Account other) {
        return create(door, one, Map.of("type", "direct", "member_ids", List.of(other.userId())));
    }

    static ChatId group(Account owner, Account... members) {
        return group(gateway(), owner, members);
    }

    static ChatId group(URI door, Account owner, Account... members) {
        return create(
                door,
                owner,
                Map.of(
                        "type",
                        "group",
                        "title",
                        "Friends",
                        "member_ids",
                        Arrays.stream(members).map(Account::userId).toList()));
    }

    static ChatId channel(URI door, Account owner, List<UserId> readers) {
        return create(
                door, owner, Map.of("type", "channel", "title", "News", "member_ids", readers));
    }

    private static ChatId create(URI door, Account owner, Map<String, Object> chat) {
        Answer answer = call(door, "POST", "/v1/chats", owner, Json.bytes(chat), Map.of());
        if (answer.status() != 201) {
            throw new AssertionError("POST /v1/chats answered " + answer);
        }
        return ChatId.parse(answer.json().get("chat_id").asText());
    }
}
