package io.messenger.platform;

import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.HttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A routing that remembers its routes, so that a path which exists can say what it allows. Filled
/// by one thread before the server starts, then only read.
final class KnownRoutes implements HttpRouting.Builder {
    private static final List<Method> METHODS =
            List.of(
                    Method.GET,
                    Method.HEAD,
                    Method.POST,
                    Method.PUT,
                    Method.PATCH,
                    Method.DELETE,
                    Method.OPTIONS);

    private final HttpRouting.Builder routing;
    private final List<HttpRoute> routes = new ArrayList<>();

    KnownRoutes(HttpRouting.Builder routing) {
        this.routing = routing;
    }

    /// The methods that the request's path has; none when there is no such path.
    List<String> methods(HttpPrologue request) {
        return METHODS.stream()
                .filter(method ->
                        routes.stream().anyMatch(route -> accepts(route, request, method)))
                .map(Method::text)
                .toList();
    }

    private static boolean accepts(HttpRoute route, HttpPrologue request, Method method) {
        HttpPrologue other =
                HttpPrologue.create(
                        request.rawProtocol(),
                        request.protocol(),
                        request.protocolVersion(),
                        method,
                        request.uriPath(),
                        request.query(),
                        request.fragment());
        return route.accepts(other).accepted();
    }

    @Override
    public HttpRouting.Builder route(HttpRoute route) {
        routes.add(route);
        routing.route(route);
        return this;
    }

    @Override
    public HttpRouting.Builder register(HttpService... services) {
        routing.register(services);
        return this;
    }

    @Override
    public HttpRouting.Builder register(String path, HttpService... services) {
        routing.register(path, services);
        return this;
    }

    @Override
    public HttpRouting.Builder addFilter(Filter filter) {
        routing.addFilter(filter);
        return this;
    }

    @Override
    public HttpRouting.Builder addFeature(Supplier<? extends HttpFeature> feature) {
        routing.addFeature(feature);
        return this;
    }

    @Override
    public <T extends Throwable> HttpRouting.Builder error(
            Class<T> type, ErrorHandler<? super T> handler) {
        routing.error(type, handler);
        return this;
    }

    @Override
    public HttpRouting.Builder maxReRouteCount(int count) {
        routing.maxReRouteCount(count);
        return this;
    }

    @Override
    public HttpRouting.Builder security(HttpSecurity security) {
        routing.security(security);
        return this;
    }

    @Override
    public HttpRouting.Builder copy() {
        return routing.copy();
    }

    @Override
    public HttpRouting build() {
        return routing.build();
    }
}
