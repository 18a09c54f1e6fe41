package io.messenger.message;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Page;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;

/// Receipts over HTTP.
record ReceiptsApi(Authentication authentication, Reads reads) {
    private static final int PAGE = 100;

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/chats/{chat_id}/receipts", authentication.required(this::receipts));
    }

    private void receipts(Principal caller, ServerRequest req, ServerResponse res) {
        ChatId chat = Requests.pathId(req, "chat_id", ChatId::parse);
        UserId after =
                req.query().contains("cursor")
                        ? Requests.id(req.query().get("cursor"), "cursor", UserId::parse)
                        : null;
        int limit = Requests.limit(req, PAGE);
        long seq = Requests.number(req, "seq", 1, 0);
        Page<Receipts.Pointers> page =
                reads.snapshot(connection ->
                        seq == 0
                                ? Receipts.ofChat(connection, chat, caller.userId(), after, limit)
                                : Receipts.ofMessage(
                                        connection, chat, seq, caller.userId(), after, limit));
        Replies.ok(res, page);
    }
}
