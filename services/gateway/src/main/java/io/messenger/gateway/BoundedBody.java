package io.messenger.gateway;

import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A client's body on its way to a service, counted as it comes: a client that names no length
/// could send for ever. One thread reads it at a time; [#refusal] is for any.
final class BoundedBody extends InputStream {
    private static final int TOO_LARGE = 413;

    private final InputStream content;
    private final int most;
    private long count;
    private volatile @Nullable ApiException refusal;

    private BoundedBody(InputStream content, int most, @Nullable ApiException refusal) {
        this.content = content;
        this.most = most;
        this.refusal = refusal;
    }

    /// The body of a request; empty when there is none.
    ///
    /// @param most bytes
    static BoundedBody of(ServerRequest req, int most) {
        boolean tooLong = req.headers().contentLength().orElse(0) > most;
        // Whoever asks first whether to send it is not told to.
        boolean comes =
                req.content().hasEntity()
                        && !(tooLong && req.headers().contains(HeaderNames.EXPECT));
        return new BoundedBody(
                comes ? req.content().inputStream() : nullInputStream(),
                most,
                tooLong ? tooLarge(most) : null);
    }

    /// Why it is not read, or not to its end, if that is the client's fault.
    @Nullable ApiException refusal() {
        return refusal;
    }

    /// Reads what still comes and throws it away.
    void discard(int bytes) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        int read = 0;
        for (int left = bytes; read >= 0 && left > 0; left -= read) {
            read = content.read(buffer);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = come(buffer, offset, length);
        if (read > 0) {
            count += read;
            if (count > most) {
                throw refuse(tooLarge(most));
            }
        }
        return read;
    }

    private int come(byte[] buffer, int offset, int length) throws IOException {
        try {
            return content.read(buffer, offset, length);
        } catch (RequestException e) {
            throw refuse(e.status().code() == TOO_LARGE ? tooLarge(most) : malformed());
        } catch (NumberFormatException e) {
            // So does Helidon say that the length of a chunk is none.
            throw refuse(malformed());
        }
    }

    private static ApiException malformed() {
        return new ApiException(ErrorCode.BAD_REQUEST, "The body is malformed.");
    }

    private IOException refuse(ApiException why) {
        refusal = why;
        return new IOException(why.detail());
    }

    private static ApiException tooLarge(int most) {
        return new ApiException(ErrorCode.TOO_LARGE, "A body has at most " + most + " bytes here.");
    }

    /// Nothing: closing the client's stream would read its rest, which may not come.
    @Override
    public void close() {}
}
