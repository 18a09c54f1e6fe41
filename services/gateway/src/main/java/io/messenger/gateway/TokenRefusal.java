package io.messenger.gateway;

import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ErrorCode;

/// How a socket ends whose token was refused.
final class TokenRefusal {
    private TokenRefusal() {}

    /// Clients renew the token after 4003, come back after 4000 and 4002, and give up after 4500.
    static int closeCode(ErrorCode code) {
        return switch (code) {
            case TOKEN_EXPIRED -> CloseCode.TOKEN_EXPIRED;
            case UNAVAILABLE -> CloseCode.UPSTREAM_UNAVAILABLE;
            case INTERNAL -> CloseCode.INTERNAL;
            case UNAUTHENTICATED,
                    BAD_REQUEST,
                    FORBIDDEN,
                    NOT_MEMBER,
                    NOT_FOUND,
                    CHAT_ARCHIVED,
                    BLOCKED,
                    TOO_LARGE,
                    RATE_LIMITED,
                    CONFLICT,
                    UNSUPPORTED ->
                    CloseCode.BAD_TOKEN;
        };
    }
}
