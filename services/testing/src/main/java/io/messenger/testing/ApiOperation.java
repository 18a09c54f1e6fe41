package io.messenger.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One operation of an OpenAPI document: a method on a path template.
record ApiOperation(OpenApiDocument document, String method, PathTemplate path, Place place) {

    /// A documented parameter; `schema` is the place of its schema.
    record Parameter(String name, String in, boolean required, Place schema) {}

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
                place.written("schema"));
    }
}
