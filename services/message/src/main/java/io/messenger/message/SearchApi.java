package io.messenger.message;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.JsonText;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.List;

/// Full-text search over HTTP.
record SearchApi(Authentication authentication, Reads reads) {
    private static final int PAGE = 100;

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/search", authentication.required(this::search));
    }

    private void search(Principal caller, ServerRequest req, ServerResponse res) {
        if (!req.query().contains("q")) {
            throw ApiException.badRequest("q", "\"q\" says what to look for.");
        }
        List<String> words = SearchWords.split(req.query().get("q"));
        ChatId chat =
                req.query().contains("chat_id")
                        ? Requests.id(req.query().get("chat_id"), "chat_id", ChatId::parse)
                        : null;
        SearchCursor after = SearchCursor.of(req);
        int limit = Requests.limit(req, PAGE);
        Search search =
                reads.snapshot(connection ->
                        Search.run(connection, caller.userId(), chat, words, after, limit));
        Replies.raw(
                res,
                200,
                JsonText.bytes(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (Search.Hit hit : search.hits()) {
                        hit.writeTo(out);
                    }
                    out.writeEndArray();
                    out.writeFieldName("next_cursor");
                    out.writeString(search.next() == null ? null : search.next().text());
                    out.writeEndObject();
                }));
    }
}
