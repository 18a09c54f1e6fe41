package io.messenger.contracts;

/// Where a command came from, so that its answer finds the one socket that asked.
///
/// @param lane the partition of `message.delivered` its gateway reads; 0, which all gateways read,
///   for one without a lane
public record Origin(int lane, ConnId conn) {
    public Origin {
        // An answer to a partition that is not there would hold up every chat behind it.
        if (lane < 0 || lane > Topics.LANES) {
            throw new IllegalArgumentException("origin: there is no lane " + lane);
        }
    }
}
