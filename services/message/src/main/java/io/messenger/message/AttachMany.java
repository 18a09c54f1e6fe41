package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.Json;
import io.messenger.platform.Principal;
import io.messenger.platform.Requests;
import io.messenger.platform.Tokens;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The attaches of many sockets in one request: when many devices come back at once, a gateway asks
/// for all that came at the same moment together. Each carries its user's own token.
record AttachMany(Tokens tokens, Reads reads) {
    private static final int MOST = 64;

    void routing(HttpRouting.Builder routing) {
        routing.post("/internal/v1/attaches", this::attach);
    }

    /// One of them: who asks for what, or why nothing can be read for them.
    private sealed interface Ask {
        record For(Principal caller, Device device) implements Ask {}

        record Refused(ApiException refusal) implements Ask {}
    }

    /// Answers in order: for each a line that says how many lines are its own, or why there are
    /// none; then these, as `/internal/v1/attach` answers.
    private void attach(ServerRequest req, ServerResponse res) {
        JsonNode items = Requests.body(req, "attaches").array("attaches");
        if (items.size() > MOST) {
            throw ApiException.field(
                    ErrorCode.TOO_LARGE, "attaches", "At most " + MOST + " attaches at once.");
        }
        List<Ask> asks = new ArrayList<>(items.size());
        items.forEach(item -> asks.add(ask(new Fields(item))));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Iterator<Attach> attaches = read(asks).iterator();
        for (Ask ask : asks) {
            switch (ask) {
                case Ask.For one ->
                        write(lines, new AttachFrames(attaches.next(), one.caller()).lines());
                case Ask.Refused one ->
                        line(
                                lines,
                                Json.bytes(
                                        Map.of(
                                                "code", one.refusal().code().wire(),
                                                "detail", one.refusal().detail())));
            }
        }
        res.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/x-ndjson"));
        res.send(lines.toByteArray());
    }

    private Ask ask(Fields item) {
        try {
            Principal caller = tokens.verify(item.text("token"));
            Cursors cursors = Cursors.read(item, InternalApi.MAX_CURSORS);
            return new Ask.For(caller, new Device(caller.userId(), cursors));
        } catch (ApiException e) {
            return new Ask.Refused(e);
        }
    }

    private List<Attach> read(List<Ask> asks) {
        List<Device> devices = new ArrayList<>();
        for (Ask ask : asks) {
            if (ask instanceof Ask.For one) {
                devices.add(one.device());
            }
        }
        return devices.isEmpty() ? List.of() : Attach.read(reads, devices);
    }

    private static void write(ByteArrayOutputStream out, List<byte[]> lines) {
        line(out, Json.bytes(Map.of("lines", lines.size())));
        lines.forEach(line -> line(out, line));
    }

    private static void line(ByteArrayOutputStream out, byte[] line) {
        out.writeBytes(line);
        out.write('\n');
    }
}
