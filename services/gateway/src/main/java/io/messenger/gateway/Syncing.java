package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Fields;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.platform.Requests;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers `sync`: a device that saw a gap asks for what changed in one chat.
record Syncing(MessageClient messages) {
    void sync(Session session, ClientFrame frame) throws InterruptedException {
        Fields fields = frame.fields();
        ChatId chat = Requests.id(fields, "chat_id", ChatId::parse);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("since", fields.number("since"));
        if (fields.has("limit")) {
            request.put("limit", fields.number("limit"));
        }
        if (frame.id() != null) {
            request.put("id", frame.id());
        }
        byte[] batch = messages.sync(session.token(), chat, request);
        session.connection().sendUnbounded(OutboundFrame.log(batch));
    }
}
