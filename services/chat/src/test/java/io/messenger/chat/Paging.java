package io.messenger.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Reads lists page by page.
final class Paging {
    private Paging() {}

    /// A field of all items, in the order of the pages.
    static List<String> all(Person reader, String path, int limit, String field) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    reader.client().get(path + "?limit=" + limit + cursor).expect(200).json();
            page.get("items").forEach(item -> seen.add(item.get(field).asText()));
            JsonNode next = page.get("next_cursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
        }
        return seen;
    }
}
