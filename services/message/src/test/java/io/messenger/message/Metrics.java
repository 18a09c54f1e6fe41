package io.messenger.message;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;

/// What an instance shows at `/observe/metrics`, by series.
record Metrics(Map<String, Double> series) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Metrics of(MessageApp app) {
        String uri = "http://127.0.0.1:" + app.managementPort() + "/observe/metrics";
        try {
            String text =
                    HTTP.send(
                                    HttpRequest.newBuilder(URI.create(uri)).build(),
                                    BodyHandlers.ofString())
                            .body();
            return new Metrics(
                    text.lines()
                            .filter(line -> !line.startsWith("#"))
                            .collect(Collectors.toMap(Metrics::name, Metrics::value)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String name(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    private static Double value(String line) {
        return Double.valueOf(line.substring(line.lastIndexOf(' ') + 1));
    }

    /// 0 when it was never counted.
    double of(String name) {
        return series.getOrDefault(name, 0.0);
    }

    /// How many commands of an op ended so.
    double commands(String op, String outcome) {
        return of("messenger_log_commands_total{op=\"%s\",outcome=\"%s\"}".formatted(op, outcome));
    }

    double events(String way) {
        return of("messenger_log_events_total{way=\"" + way + "\"}");
    }

    double lag(int partition) {
        return of("messenger_log_lag{partition=\"" + partition + "\"}");
    }
}
