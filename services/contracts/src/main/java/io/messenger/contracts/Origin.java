package io.messenger.contracts;

import org.jspecify.annotations.Nullable;

/// Where a command came from, so that its answer finds the one socket that asked.
///
/// @param lane the partition of `message.delivered` its gateway reads; 0, which all gateways read,
///   for one without a lane
/// @param request the client's own name for its request, which a `reply` or a refusal repeats; null
///   when it has none or nothing shall repeat it
public record Origin(int lane, ConnId conn, @Nullable String request) {
    public Origin {
        // An answer to a partition that is not there would hold up every chat behind it.
        if (lane < 0 || lane > Topics.LANES) {
            throw new IllegalArgumentException("origin: there is no lane " + lane);
        }
    }

    /// Without a name for the request.
    public Origin(int lane, ConnId conn) {
        this(lane, conn, null);
    }
}
