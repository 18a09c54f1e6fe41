package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A node of a plan as PostgreSQL executed it.
record Plan(JsonNode node) {

    /// This node and all below it.
    Stream<Plan> all() {
        return Stream.concat(
                Stream.of(this),
                node.path("Plans").valueStream().map(Plan::new).flatMap(Plan::all));
    }

    String type() {
        return node.path("Node Type").asText();
    }

    String table() {
        return node.path("Relation Name").asText();
    }

    boolean sorts() {
        return type().contains("Sort");
    }

    /// Rows that it gave each time it ran.
    long rows() {
        return Math.round(node.path("Actual Rows").asDouble());
    }

    /// Rows that it took in all, those that it threw away too.
    long read() {
        double each =
                node.path("Actual Rows").asDouble()
                        + node.path("Rows Removed by Filter").asDouble()
                        + node.path("Rows Removed by Index Recheck").asDouble();
        return Math.round(each * node.path("Actual Loops").asDouble());
    }

    /// As a tree of lines.
    String text() {
        List<String> lines = new ArrayList<>();
        write(lines, "");
        return String.join("\n", lines);
    }

    private void write(List<String> lines, String indent) {
        StringBuilder line =
                new StringBuilder(indent).append(node.path("Operation").asText(type()));
        if (node.path("Scan Direction").asText().equals("Backward")) {
            line.append(" backward");
        }
        if (node.has("Index Name")) {
            line.append(" by ").append(node.get("Index Name").asText());
        }
        if (!table().isEmpty()) {
            line.append(" on ").append(table());
        }
        line.append(": ").append(rows()).append(rows() == 1 ? " row" : " rows");
        long loops = node.path("Actual Loops").asLong();
        if (loops != 1) {
            line.append(" × ").append(loops);
        }
        lines.add(line.toString());
        node.path("Plans").forEach(child -> new Plan(child).write(lines, indent + "  "));
    }
}
