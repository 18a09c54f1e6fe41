package io.messenger.platform;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.observe.ObserverConfigBase;
import io.helidon.webserver.observe.spi.Observer;
import io.helidon.webserver.spi.ServerFeature;
import java.util.List;
import java.util.function.UnaryOperator;

/// Shows a service's meters at `/observe/metrics`.
record MetersObserver(Meters meters) implements Observer {
    private static final String NAME = "metrics";

    @Override
    public void register(
            ServerFeature.ServerFeatureContext server,
            List<HttpRouting.Builder> routings,
            UnaryOperator<String> endpoint) {
        routings.forEach(routing -> routing.get(endpoint.apply(NAME), this::show));
    }

    private void show(ServerRequest req, ServerResponse res) {
        res.header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        res.send(meters.scrape());
    }

    @Override
    public ObserverConfigBase prototype() {
        return ObserverConfigBase.builder().name(NAME).build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String type() {
        return NAME;
    }
}
