package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One operation of an OpenAPI document: a method on a path template.
public final class ApiOperation {
    private final OpenApiDocument document;
    private final String method;
    private final PathTemplate path;
    private final Place place;

    ApiOperation(OpenApiDocument document, String method, PathTemplate path, Place place) {
        this.document = document;
        this.method = method;
        this.path = path;
        this.place = place;
    }

    /// A documented parameter; `schema` is the place of its schema.
    ///
    /// @param example missing when there is none
    record Parameter(String name, String in, boolean required, Place schema, JsonNode example) {}

    /// The document's name for it.
    public String id() {
        return place.text("operationId").orElse("");
    }

    /// The service whose document has it.
    public String service() {
        return document.name();
    }

    /// Whether it answers requests without a token.
    public boolean open() {
        Place security = place.written("security");
        return security.exists() && security.node().isEmpty();
    }

    /// Whether the services ask each other by it, and the gateway lets nobody through to it.
    public boolean internal() {
        return path.text().startsWith("/internal/");
    }

    OpenApiDocument document() {
        return document;
    }

    /// In capitals, as in a request.
    public String method() {
        return method;
    }

    /// As the document writes it, with names in braces.
    public String pathText() {
        return path.text();
    }

    PathTemplate path() {
        return path;
    }

    Place place() {
        return place;
    }

    /// The parameters of the path and of the operation; the operation's win.
    List<Parameter> parameters() {
        Place ofPath = document.root().child("paths").child(path.text()).child("parameters");
        Map<String, Parameter> found = new LinkedHashMap<>();
        Stream.concat(ofPath.children(), place.child("parameters").children())
                .map(ApiOperation::parameter)
                .forEach(p -> found.put(p.in() + " " + p.name(), p));
        return List.copyOf(found.values());
    }

    Place requestBody() {
        return place.child("requestBody");
    }

    Optional<Place> response(int status) {
        return Optional.of(place.child("responses").child(Integer.toString(status)))
                .filter(Place::exists);
    }

    List<String> statuses() {
        return place.child("responses").writtenChildren().map(Place::name).toList();
    }

    /// Names the operation in messages and in the count of what was exercised.
    @Override
    public String toString() {
        return method + " " + path.text();
    }

    private static Parameter parameter(Place place) {
        return new Parameter(
                place.text("name").orElse(""),
                place.text("in").orElse(""),
                place.node().path("required").asBoolean(),
                place.written("schema"),
                place.node().path("example"));
    }
}
