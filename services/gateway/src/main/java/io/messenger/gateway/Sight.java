package io.messenger.gateway;

/// Whether somebody may see when another one is online.
enum Sight {
    SEEN,
    HIDDEN,
    /// Nobody has told yet, or not since it may have changed: not shown until somebody does.
    UNKNOWN
}
