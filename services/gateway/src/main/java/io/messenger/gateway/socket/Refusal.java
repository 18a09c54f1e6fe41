package io.messenger.gateway.socket;

import java.time.Duration;

/// Why a handshake fails, as HTTP.
///
/// @param status of the answer, 400 to 599
/// @param message one sentence for the client
/// @param retryAfter when to come back; zero says nothing about it
public record Refusal(int status, String message, Duration retryAfter) {
    /// 503, come back later.
    public static Refusal unavailable(String message, Duration retryAfter) {
        return new Refusal(503, message, retryAfter);
    }
}
