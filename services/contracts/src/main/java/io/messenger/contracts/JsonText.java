package io.messenger.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes JSON token by token into memory: what the message path uses instead of data binding.
public final class JsonText {
    private JsonText() {}

    /// A piece of JSON that writes itself.
    @FunctionalInterface
    public interface Piece {
        /// Writes to `out`, which the caller closes.
        void writeTo(JsonGenerator out) throws IOException;
    }

    /// As text.
    public static String write(Piece piece) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.MAPPER.getFactory().createGenerator(text)) {
            piece.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        return text.toString();
    }

    /// As UTF-8.
    public static byte[] bytes(Piece piece) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator out = Json.MAPPER.getFactory().createGenerator(bytes)) {
                piece.writeTo(out);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
    }
}
