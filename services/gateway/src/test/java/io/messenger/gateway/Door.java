package io.messenger.gateway;

import io.messenger.platform.ClientAddress;
import io.messenger.platform.HttpServer;
import io.messenger.platform.Meters;
import io.messenger.platform.Readiness;
import io.messenger.platform.Requests;
import io.messenger.platform.Settings;
import io.messenger.platform.Startup;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/// A gateway's HTTP in front of one service, and nothing else.
final class Door implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Deadlines deadlines = new Deadlines();
    private final Startup startup = Startup.begin("gateway");
    private final HttpServer server;

    Door(URI service, Duration patience, String trusted) {
        Settings settings =
                Settings.load(
                        "gateway",
                        Map.of(),
                        Map.of(
                                "server.host", "127.0.0.1",
                                "server.port", "0",
                                "management.port", "0",
                                "proxies.trusted", trusted));
        Proxy proxy =
                new Proxy(
                        http,
                        new ForwardedRequests(ClientAddress.of(settings), patience),
                        deadlines,
                        patience);
        server =
                HttpServer.start(
                        settings,
                        startup,
                        new Readiness(),
                        new Meters(),
                        routing ->
                                routing.any(
                                        "/*",
                                        (req, res) ->
                                                proxy.pass(service, Requests.MAX_UPLOAD, req, res)),
                        config -> config.maxPayloadSize(Proxy.MOST_OF_A_BODY));
    }

    URI uri(String target) {
        return URI.create("http://127.0.0.1:" + server.port() + target);
    }

    @Override
    public void close() {
        server.close();
        startup.close();
        deadlines.close();
        http.close();
    }
}
