package io.messenger.standalone;

import com.sun.net.httpserver.HttpServer;
import io.messenger.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Services that do nothing but start, get ready at the second question, and stop; they remember
/// with which settings and in which order.
final class FakeService {
    final List<String> diary = new CopyOnWriteArrayList<>();
    private final Map<String, Settings> settings = new ConcurrentHashMap<>();

    Settings settings(String name) {
        return Objects.requireNonNull(settings.get(name), name + " has not started");
    }

    Service named(String name) {
        return new Service(name, given -> start(name, given));
    }

    private Service.Running start(String name, Settings given) {
        settings.put(name, given);
        diary.add("start " + name);
        int port = given.port("management.port");
        HttpServer server = listen(name, port);
        return () -> {
            diary.add("stop " + name);
            server.stop(0);
        };
    }

    private HttpServer listen(String name, int port) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
            boolean[] asked = new boolean[1];
            server.createContext(
                    "/observe/health/ready",
                    exchange -> {
                        exchange.sendResponseHeaders(asked[0] ? 200 : 503, -1);
                        exchange.close();
                        if (!asked[0]) {
                            diary.add("unready " + name);
                        }
                        asked[0] = true;
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
