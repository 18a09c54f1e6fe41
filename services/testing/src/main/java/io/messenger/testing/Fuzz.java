package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// Requests of one operation, made of its document: good ones, ones that are wrong in a place or
/// two, and ones that no honest client sends. What a number makes it makes again, as long as the
/// document stays as it is.
///
/// @param known makes values that mean something to the server, by what the document calls them:
///   `chat_id`, `user_id`, `session_id`, `code`, `username`, …
public record Fuzz(ApiOperation operation, Map<String, Function<Random, String>> known) {
    private static final int GOOD = 3;

    public Fuzz {
        known = Map.copyOf(known);
    }

    /// A request without a fault: of the known values, nothing that may be left out, and the first
    /// example of a body.
    public ExampleRequest honest(Random random) {
        ExampleRequest request = ExampleRequest.of(operation);
        BinaryOperator<String> values = (name, example) -> meant(name, example, random);
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            if (parameter.required()) {
                set(request, parameter, values);
            }
        }
        request.json().ifPresent(example -> request.json(filled("", example, values)));
        return request;
    }

    /// The request of this number.
    public ExampleRequest request(Random random) {
        ExampleRequest request = good(random);
        int faults = random.nextInt(10) < GOOD ? 0 : 1 + random.nextInt(2);
        for (int i = 0; i < faults; i++) {
            spoil(request, random);
        }
        return request;
    }

    private ExampleRequest good(Random random) {
        ExampleRequest request = ExampleRequest.of(operation);
        BinaryOperator<String> values =
                (name, example) -> random.nextInt(8) == 0 ? example : meant(name, example, random);
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            if (parameter.required() || random.nextInt(3) == 0) {
                set(request, parameter, values);
            }
        }
        List<JsonNode> examples = ExampleRequest.examples(operation);
        if (!examples.isEmpty()) {
            request.json(filled("", Hostile.one(examples, random).deepCopy(), values));
        }
        return request;
    }

    private void set(
            ExampleRequest request,
            ApiOperation.Parameter parameter,
            BinaryOperator<String> values) {
        request.set(parameter, values.apply(nameOf(parameter), parameter.example().asText("1")));
    }

    /// `id` alone says of what only together with the path.
    private String nameOf(ApiOperation.Parameter parameter) {
        if (!parameter.name().equals("id")) {
            return parameter.name();
        }
        String path = operation.path().text();
        return path.contains("/chats/")
                ? "chat_id"
                : path.contains("/sessions/") ? "session_id" : "user_id";
    }

    private String meant(String name, String example, Random random) {
        Function<Random, String> values = known.get(singular(name));
        return values == null ? example : values.apply(random);
    }

    private static String singular(String name) {
        return switch (name) {
            case "ids", "member_ids", "mentions" -> "user_id";
            case "chat_ids", "cursors" -> "chat_id";
            default -> name;
        };
    }

    private static JsonNode filled(String name, JsonNode example, BinaryOperator<String> values) {
        if (example instanceof ObjectNode object) {
            ObjectNode made = object.objectNode();
            object.properties()
                    .forEach(field -> {
                        boolean named = name.equals("cursors");
                        made.set(
                                named ? values.apply(name, field.getKey()) : field.getKey(),
                                filled(field.getKey(), field.getValue(), values));
                    });
            return made;
        }
        if (example instanceof ArrayNode array) {
            ArrayNode made = array.arrayNode();
            array.forEach(item -> made.add(filled(name, item, values)));
            return made;
        }
        return example.isTextual()
                ? TextNode.valueOf(values.apply(name, example.asText()))
                : example;
    }

    private void spoil(ExampleRequest request, Random random) {
        List<ApiOperation.Parameter> parameters = operation.parameters();
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                if (!parameters.isEmpty()) {
                    spoil(request, Hostile.one(parameters, random), random);
                }
            }
            case 2 -> request.header(Hostile.headerName(random), Hostile.header(random));
            case 3 -> request.header("Authorization", "Bearer " + Hostile.header(random));
            case 4 -> request.query(Hostile.encoded(random), Hostile.encoded(random));
            default -> spoilBody(request, random);
        }
    }

    private static void spoil(
            ExampleRequest request, ApiOperation.Parameter parameter, Random random) {
        switch (parameter.in()) {
            case "header" -> request.set(parameter, Hostile.header(random));
            case "query" -> {
                if (random.nextInt(4) == 0) {
                    request.query(parameter.name(), "");
                } else {
                    request.set(parameter, Hostile.text(random));
                }
            }
            default -> {
                if (random.nextInt(2) == 0) {
                    request.encodedPath(parameter.name(), Hostile.encoded(random));
                } else {
                    request.set(parameter, Hostile.text(random));
                }
            }
        }
    }

    private static void spoilBody(ExampleRequest request, Random random) {
        JsonNode json = request.json().orElse(null);
        if (json == null || random.nextInt(6) == 0) {
            request.bytes(Hostile.body(random));
        } else if (random.nextInt(6) == 0) {
            byte[] whole = json.toString().getBytes(StandardCharsets.UTF_8);
            request.bytes(java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
        } else {
            List<JsonNode> places = new ArrayList<>();
            collect(json, places);
            spoil(Hostile.one(places, random), random);
            request.json(json);
        }
    }

    private static void collect(JsonNode json, List<JsonNode> places) {
        if (json.isContainerNode()) {
            places.add(json);
            json.forEach(child -> collect(child, places));
        }
    }

    private static void spoil(JsonNode place, Random random) {
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty() || random.nextInt(5) == 0) {
                object.set(
                        random.nextBoolean() ? "x" : Hostile.text(random), Hostile.value(random));
            } else if (random.nextInt(5) == 0) {
                object.remove(Hostile.one(names, random));
            } else {
                object.set(Hostile.one(names, random), Hostile.value(random));
            }
        } else if (place instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(Hostile.value(random));
            } else if (random.nextBoolean()) {
                array.add(array.get(0));
            } else {
                array.set(random.nextInt(array.size()), Hostile.value(random));
            }
        }
    }
}
