package io.messenger.message;

/// How many events of a batch went which way: to lanes, to all gateways because the registry could
/// not be trusted, or only to the connection that asked.
final class Ways {
    int lanes;
    int all;
    int connection;
}
