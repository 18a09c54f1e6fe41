package io.messenger.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;

/// Writes times into JSON, as [Times] says.
final class TimeWriter extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1;

    TimeWriter() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator out, SerializerProvider context)
            throws IOException {
        out.writeString(Times.format(time));
    }
}
