package io.messenger.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks the `$ref`s of a document: each leads to something in `components`, and each component is
/// led to.
final class References {
    private References() {}

    static List<String> findings(Place root) {
        Set<String> used = new TreeSet<>();
        collect(root.node(), used);
        Stream<String> broken =
                used.stream()
                        .filter(ref -> !ref.startsWith("#/") || missing(root, ref))
                        .map(ref -> "$ref " + ref + " leads to nothing in the document");
        Stream<String> unused =
                root.written("components")
                        .writtenChildren()
                        .filter(kind -> !kind.name().equals("securitySchemes"))
                        .flatMap(Place::writtenChildren)
                        .filter(component ->
                                used.stream().noneMatch(ref -> leadsTo(ref, component)))
                        .map(component -> component + " is used by nothing");
        return Stream.concat(broken, unused).toList();
    }

    private static boolean missing(Place root, String ref) {
        return root.node().at(JsonPointer.compile(ref.substring(1))).isMissingNode();
    }

    private static boolean leadsTo(String ref, Place component) {
        return ref.equals(component.toString()) || ref.startsWith(component + "/");
    }

    private static void collect(JsonNode node, Set<String> refs) {
        if (node.path("$ref").isTextual()) {
            refs.add(node.get("$ref").asText());
        }
        node.forEach(child -> collect(child, refs));
    }
}
