package io.messenger.testing;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/// A tiny service that answers what the test wants, right or wrong.
final class Shop implements AutoCloseable {
    private final AtomicReference<Handler> answer =
            new AtomicReference<>((req, res) -> res.status(500).send());
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .routing(HttpRouting.builder().any((req, res) -> answer.get().handle(req, res)))
                    .build()
                    .start();

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    OpenApiClient client() {
        return OpenApiClient.of(URI.create("http://127.0.0.1:" + server.port()), "shop")
                .as("secret");
    }

    void answers(Handler handler) {
        answer.set(handler);
    }

    void answers(int status, String type, String body) {
        answers((req, res) ->
                res.status(Status.create(status))
                        .header(HeaderNames.CONTENT_TYPE, type)
                        .header(HeaderNames.LOCATION, "/v1/orders/1")
                        .send(body));
    }

    @Override
    public void close() {
        server.stop();
    }
}
