package io.messenger.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path of an OpenAPI document, such as `/v1/chats/{chat_id}/messages`.
record PathTemplate(String text, List<String> segments) {

    static PathTemplate of(String text) {
        return new PathTemplate(text, List.of(text.split("/", -1)));
    }

    /// The names in braces, in order.
    List<String> names() {
        return segments.stream().filter(PathTemplate::isName).map(PathTemplate::name).toList();
    }

    /// The decoded values by name, when the path has this form.
    Optional<Map<String, String>> match(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String segment = segments.get(i);
            if (isName(segment) && !parts[i].isEmpty()) {
                values.put(
                        name(segment),
                        URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8));
            } else if (!segment.equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
