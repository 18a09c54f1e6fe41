package io.messenger.platform;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that turns exceptions into problems, and logs a failure once.
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void register(HttpRouting.Builder routing) {
        routing.error(ApiException.class, named(Problems::refuse));
        routing.error(HttpException.class, (req, res, e) -> http(req, res, e.status().code()));
        routing.error(RequestException.class, Problems::malformed);
        routing.error(Throwable.class, named(Problems::fail));
    }

    /// Failures are handled outside of the filter that names the request.
    private static <T extends Throwable> ErrorHandler<T> named(ErrorHandler<T> handler) {
        return (req, res, e) -> RequestId.within(req, () -> handler.handle(req, res, e));
    }

    private static void refuse(ServerRequest req, ServerResponse res, ApiException e) {
        if (e.getCause() != null) {
            LOG.warn("{}: {} (request {})", e.detail(), e.getCause(), RequestId.of(req));
        }
        RequestId.repeat(req, res);
        Problem.of(e).send(res);
    }

    /// A body that breaks off or is none; Helidon gives only what is too long a status of its own.
    private static void malformed(ServerRequest req, ServerResponse res, RequestException e) {
        http(req, res, e.status().code() == 413 ? 413 : 400);
    }

    private static void http(ServerRequest req, ServerResponse res, int status) {
        RequestId.repeat(req, res);
        Problem.of(status, code(status), "The request could not be handled.").send(res);
    }

    /// The code of an answer that Helidon began and of which we know the status alone.
    static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405, 415, 426 -> ErrorCode.UNSUPPORTED;
            case 412 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
        };
    }

    private static void fail(ServerRequest req, ServerResponse res, Throwable e) {
        if (isInterrupted(e)) {
            refuse(
                    req,
                    res,
                    ApiException.later(
                            ErrorCode.UNAVAILABLE,
                            "The service is stopping.",
                            Duration.ofSeconds(1)));
            return;
        }
        if (e instanceof UncheckedIOException
                || e instanceof DataReader.InsufficientDataAvailableException) {
            LOG.debug(
                    "{} {}: the client went away", req.prologue().method(), LoggedPath.of(req), e);
        } else {
            LOG.error(
                    "{} {} failed (request {})",
                    req.prologue().method(),
                    LoggedPath.of(req),
                    RequestId.of(req),
                    e);
        }
        RequestId.repeat(req, res);
        Problem.of(500, ErrorCode.INTERNAL, "Something went wrong on our side.").send(res);
    }

    /// Only a server that stops interrupts those who answer: what they waited for is not at fault,
    /// and another instance may do it.
    private static boolean isInterrupted(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
