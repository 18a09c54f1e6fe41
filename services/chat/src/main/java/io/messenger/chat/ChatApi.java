package io.messenger.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Fields;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Precondition;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The HTTP operations on chats.
final class ChatApi {
    static final int PAGE = 100;
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

    private final Authentication authentication;
    private final Founding founding;
    private final Chats chats;

    ChatApi(Authentication authentication, Founding founding, Chats chats) {
        this.authentication = authentication;
        this.founding = founding;
        this.chats = chats;
    }

    void routing(HttpRouting.Builder routing) {
        routing.post("/v1/chats", authentication.required(this::create))
                .get("/v1/chats", authentication.required(this::list))
                .get("/v1/chats/{chat}", authentication.required(this::get))
                .patch("/v1/chats/{chat}", authentication.required(this::change))
                .delete("/v1/chats/{chat}", authentication.required(this::delete));
    }

    private void create(Principal principal, ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "type", "title", "member_ids");
        NewChat wanted =
                new NewChat(
                        type(body),
                        body.has("title") ? new Title(body.text("title")) : null,
                        principal.userId(),
                        memberIds(body),
                        key(req));
        Founding.Founded founded = founding.found(Caller.of(principal, req), wanted);
        if (founded.isNew()) {
            Replies.created(res, founded.chat());
        } else {
            Replies.ok(res, founded.chat());
        }
    }

    private static @Nullable ClientMsgId key(ServerRequest req) {
        return req.headers()
                .first(IDEMPOTENCY_KEY)
                .map(key -> Requests.id(key, "Idempotency-Key", ClientMsgId::parse))
                .orElse(null);
    }

    private static ChatType type(Fields body) {
        try {
            return ChatType.of(body.text("type"));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("type", "\"type\" is direct, group or channel.");
        }
    }

    private static List<UserId> memberIds(Fields body) {
        List<UserId> ids = new ArrayList<>();
        for (JsonNode id : body.array("member_ids")) {
            ids.add(Requests.id(id.asText(), "member_ids", UserId::parse));
        }
        return ids;
    }

    private void list(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId before =
                req.query().contains("cursor")
                        ? Requests.id(req.query().get("cursor"), "cursor", ChatId::parse)
                        : null;
        int limit = Requests.limit(req, PAGE);
        Replies.ok(res, chats.list(Caller.of(principal, req), before, limit));
    }

    private void get(Principal principal, ServerRequest req, ServerResponse res) {
        answer(res, chats.get(Caller.of(principal, req), chat(req)));
    }

    private void change(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = chat(req);
        ChatChange change = ChatChange.read(Requests.body(req, "title", "about", "history"));
        answer(res, chats.change(Caller.of(principal, req), chat, Precondition.of(req), change));
    }

    private void delete(Principal principal, ServerRequest req, ServerResponse res) {
        chats.delete(Caller.of(principal, req), chat(req));
        Replies.done(res);
    }

    private static void answer(ServerResponse res, ChatView chat) {
        chat.tag().show(res);
        Replies.ok(res, chat);
    }

    static ChatId chat(ServerRequest req) {
        return Requests.pathId(req, "chat", ChatId::parse);
    }
}
