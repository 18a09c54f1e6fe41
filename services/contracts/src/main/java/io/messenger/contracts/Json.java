package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// The one JSON dialect of HTTP bodies, frames and Kafka values: snake_case names, absent instead
/// of null, times in RFC 3339 UTC with milliseconds, unknown fields ignored, a repeated field
/// refused.
public final class Json {
    /// As many documents as are read or written at once; more take new buffers.
    private static final int BUFFERS = 64;

    /// The one configured mapper. Immutable once built; threads share it.
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            // By default each thread keeps its buffers, 17 KB of them: a virtual
                            // thread for as long as its socket lives.
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
                                    .build())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new TimeWriter())
                                    .addDeserializer(Instant.class, new TimeReader()))
                    .build();

    private Json() {}

    /// Encodes to UTF-8.
    ///
    /// @throws UncheckedIOException when the value is none of ours and cannot be written
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot encode " + value.getClass().getName(), e);
        }
    }

    /// Decodes UTF-8.
    ///
    /// @throws IOException when the bytes are no JSON of this type; its message names the place
    public static <T> T read(byte[] utf8, Class<T> type) throws IOException {
        return MAPPER.readValue(utf8, type);
    }
}
