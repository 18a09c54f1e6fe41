package io.messenger.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/// A place in a document (OpenAPI or AsyncAPI): where it is, and what stands there.
record Place(JsonNode document, JsonPointer pointer) {

    static Place root(JsonNode document) {
        return new Place(document, JsonPointer.empty());
    }

    JsonNode node() {
        return document.at(pointer);
    }

    boolean exists() {
        return !node().isMissingNode();
    }

    /// The named child, with `$ref` followed.
    Place child(String name) {
        return written(name).followed();
    }

    /// The named child as it is written, a `$ref` included.
    Place written(String name) {
        return new Place(document, pointer.appendProperty(name));
    }

    /// The children of an object or a list, with `$ref` followed.
    Stream<Place> children() {
        return writtenChildren().map(Place::followed);
    }

    Stream<Place> writtenChildren() {
        JsonNode here = node();
        if (here.isArray()) {
            return Stream.iterate(0, i -> i < here.size(), i -> i + 1)
                    .map(i -> new Place(document, pointer.appendIndex(i)));
        }
        return here.propertyStream().map(field -> written(field.getKey()));
    }

    /// The last step of the pointer: the name of this place in its parent.
    String name() {
        JsonPointer last = pointer.last();
        return last == null ? "" : last.getMatchingProperty();
    }

    Optional<String> text(String field) {
        return Optional.ofNullable(node().get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /// Where the `$ref` of this place leads, or this place.
    ///
    /// @throws AssertionError when it leads out of the document or to nothing
    Place followed() {
        String ref = node().path("$ref").asText();
        if (ref.isEmpty()) {
            return this;
        }
        Place target =
                ref.startsWith("#/")
                        ? new Place(document, JsonPointer.compile(ref.substring(1)))
                        : this;
        if (!target.exists() || target.equals(this)) {
            throw new AssertionError(
                    "%s refers to %s, which is not in the document".formatted(this, ref));
        }
        return target.followed();
    }

    @Override
    public String toString() {
        return "#" + pointer;
    }
}
