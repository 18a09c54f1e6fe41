package io.messenger.charts;

import io.messenger.gateway.GatewayApp;
import io.messenger.testing.Await;
import io.messenger.testing.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Real gateways as a Deployment has them: as many as it is told to, the newest goes first, and one
/// address for those that stay. The test and the relay's threads share it.
final class GatewayPods implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS = Map.of("drain.window", "PT5S");

    private final RunningServices services;
    private final String metric;
    private final List<GatewayApp> pods = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Relay door = new Relay(this::next, () -> {});
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param metric what the autoscaler reads of them
    GatewayPods(RunningServices services, String metric) {
        this.services = services;
        this.metric = metric;
    }

    /// The address of all.
    URI door() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    private InetSocketAddress next() {
        List<GatewayApp> now = List.copyOf(pods);
        GatewayApp pod = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), pod.port());
    }

    /// Returns when there are that many that are ready, and those that had to go are gone.
    ///
    /// @return the sockets of each that had to go, when it was told so
    List<Integer> scale(int wanted) {
        List<Integer> left = new CopyOnWriteArrayList<>();
        while (pods.size() < wanted) {
            GatewayApp pod = services.anotherGateway(SETTINGS);
            Await.until("a gateway is ready", PATIENCE, pod::ready);
            pods.add(pod);
        }
        while (pods.size() > wanted) {
            GatewayApp leaving = pods.removeLast();
            left.add((int) metric(leaving));
            leaving.close();
        }
        return left;
    }

    int count() {
        return pods.size();
    }

    /// Of each of them, as Prometheus reads it.
    List<Double> metrics() {
        return pods.stream().map(this::metric).toList();
    }

    private double metric(GatewayApp pod) {
        URI uri = URI.create("http://127.0.0.1:" + pod.managementPort() + RunningServices.PATH);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.split("[{ ]", 2)[0].equals(metric))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        scale(0);
        door.close();
        http.close();
    }
}
