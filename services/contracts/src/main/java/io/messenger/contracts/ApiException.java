package io.messenger.contracts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A refusal with a code that clients act on. Domain code throws it; one place per protocol turns
/// it into a problem, an `error` or a `rejected` frame.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int PRECONDITION_FAILED = 412;

    private final ErrorCode code;
    private final int status;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    private ApiException(
            ErrorCode code,
            int status,
            String detail,
            @Nullable String field,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.status = status;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /// Refuses with a sentence for people; it is shown to the client, so it names no internals.
    public ApiException(ErrorCode code, String detail) {
        this(code, code.status(), detail, null, null, null);
    }

    /// Refuses because of one field of the input.
    public static ApiException field(ErrorCode code, String field, String detail) {
        return new ApiException(code, code.status(), detail, field, null, null);
    }

    /// Refuses malformed input.
    public static ApiException badRequest(String field, String detail) {
        return field(ErrorCode.BAD_REQUEST, field, detail);
    }

    /// Refuses for now.
    public static ApiException later(ErrorCode code, String detail, Duration retryAfter) {
        return new ApiException(code, code.status(), detail, null, retryAfter, null);
    }

    /// Refuses for now because something else failed; the cause is logged, never shown.
    public static ApiException unavailable(String detail, Throwable cause) {
        ErrorCode code = ErrorCode.UNAVAILABLE;
        return new ApiException(code, code.status(), detail, null, Duration.ofSeconds(1), cause);
    }

    /// Refuses a change of something that is not what the client believes it to be: a `conflict`
    /// that HTTP has a status of its own for (412).
    public static ApiException stale(String detail) {
        return new ApiException(ErrorCode.CONFLICT, PRECONDITION_FAILED, detail, null, null, null);
    }

    /// The code that clients act on.
    public ErrorCode code() {
        return code;
    }

    /// The HTTP status that carries it.
    public int status() {
        return status;
    }

    /// The sentence for people.
    public String detail() {
        return java.util.Objects.requireNonNullElse(getMessage(), "");
    }

    /// The failing field, in the client's own words, or null.
    public @Nullable String field() {
        return field;
    }

    /// When to try again, or null.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
