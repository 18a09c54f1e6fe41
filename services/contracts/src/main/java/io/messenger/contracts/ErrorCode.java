package io.messenger.contracts;

/// Why something was refused: the same strings in REST problems, `error` and `rejected` frames.
public enum ErrorCode implements Wire {
    BAD_REQUEST(400),
    UNAUTHENTICATED(401),
    TOKEN_EXPIRED(401),
    FORBIDDEN(403),
    NOT_MEMBER(403),
    NOT_FOUND(404),
    CHAT_ARCHIVED(409),
    BLOCKED(403),
    TOO_LARGE(413),
    RATE_LIMITED(429),
    CONFLICT(409),
    UNSUPPORTED(415),
    UNAVAILABLE(503),
    INTERNAL(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /// The HTTP status that carries this code.
    public int status() {
        return status;
    }

    /// Whether the same request may succeed later: clients keep the command and retry it.
    public boolean passing() {
        return this == RATE_LIMITED || this == UNAVAILABLE || this == INTERNAL;
    }
}
