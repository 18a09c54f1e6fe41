package io.messenger.contracts;

/// Where a command came from, so that its answer finds the one socket that asked.
///
/// @param lane the partition of `message.delivered` its gateway reads
public record Origin(int lane, ConnId conn) {}
