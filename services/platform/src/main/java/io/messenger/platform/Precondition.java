package io.messenger.platform;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.ApiException;
import java.util.List;

/// What a client believes the thing to be that it changes: the header `If-Match` (RFC 9110,
/// 13.1.1). Two clients that read, change and write then cannot undo each other's work unnoticed.
///
/// @param tags of states that may be changed; none when the client does not care
public record Precondition(List<String> tags) {
    /// Holds for every state.
    public static final Precondition NONE = new Precondition(List.of());

    public Precondition {
        tags = List.copyOf(tags);
    }

    /// What the request demands.
    public static Precondition of(ServerRequest req) {
        return new Precondition(EntityTag.listed(req, HeaderNames.IF_MATCH));
    }

    /// To be asked in the transaction that changes the thing, when it is locked.
    ///
    /// @throws ApiException `conflict` with status 412 when it is another than the client believes
    public void demand(EntityTag now) {
        if (!tags.isEmpty() && tags.stream().noneMatch(now::is)) {
            throw ApiException.stale("It was changed meanwhile: read it again, then change it.");
        }
    }
}
