package io.messenger.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The fields of a JSON object, typed at the moment of reading. Every refusal is a `bad_request`
/// that names the field.
public final class Fields {
    private final JsonNode node;

    public Fields(JsonNode node) {
        this.node = node;
    }

    /// Whether the field is there and not null.
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /// A string.
    public String text(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isTextual()) {
            throw ApiException.badRequest(name, "\"" + name + "\" must be a string.");
        }
        return value.textValue();
    }

    /// A whole number from 0 to 2^53.
    public long number(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw ApiException.badRequest(name, "\"" + name + "\" must be a whole number.");
        }
        long number = value.longValue();
        if (number < 0 || number > 1L << 53) {
            throw ApiException.badRequest(name, "\"" + name + "\" is out of range.");
        }
        return number;
    }

    /// A boolean.
    public boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isBoolean()) {
            throw ApiException.badRequest(name, "\"" + name + "\" must be true or false.");
        }
        return value.booleanValue();
    }

    /// An object.
    public Fields object(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isObject()) {
            throw ApiException.badRequest(name, "\"" + name + "\" must be an object.");
        }
        return new Fields(value);
    }

    /// An array of objects.
    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode value : array(name)) {
            if (!value.isObject()) {
                throw ApiException.badRequest(name, "\"" + name + "\" must hold objects.");
            }
            objects.add(new Fields(value));
        }
        return objects;
    }

    /// An array, not typed further.
    public JsonNode array(String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isArray()) {
            throw ApiException.badRequest(name, "\"" + name + "\" must be an array.");
        }
        return value;
    }

    /// The JSON itself.
    public JsonNode node() {
        return node;
    }
}
