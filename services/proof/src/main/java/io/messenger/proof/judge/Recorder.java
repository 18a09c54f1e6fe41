package io.messenger.proof.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the log of one device, from the frames on its connections. It is append-only; in a file
/// each line is there before the device sees the frame. Threads share it.
public final class Recorder implements AutoCloseable {
    private final DeviceLog.Title title;
    private final Clock clock;
    private final @Nullable OutputStream file;
    private final List<Entry> entries = new ArrayList<>();
    private int connections;

    private Recorder(DeviceLog.Title title, Clock clock, @Nullable OutputStream file) {
        this.title = title;
        this.clock = clock;
        this.file = file;
    }

    /// Keeps the log in memory alone.
    ///
    /// @param name how a verdict calls the device
    public static Recorder inMemory(String name, UserId user, Clock clock) {
        return new Recorder(new DeviceLog.Title(name, user), clock, null);
    }

    /// Writes it to a new file too, one JSON object a line, for [DeviceLog#read].
    ///
    /// @throws IOException when there is such a file, or it cannot be written
    public static Recorder to(Path file, String name, UserId user, Clock clock) throws IOException {
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        Recorder recorder = new Recorder(new DeviceLog.Title(name, user), clock, out);
        recorder.write(recorder.title);
        return recorder;
    }

    /// Begins with the next connection of the device.
    public synchronized Wire connection() {
        return new Wire(++connections);
    }

    /// The device's user wants it to be offline.
    public void away() {
        add(new Entry.Away(clock.millis()));
    }

    /// The device's user wants it to be online again.
    public void back() {
        add(new Entry.Back(clock.millis()));
    }

    /// The log so far.
    public synchronized DeviceLog log() {
        return new DeviceLog(title.name(), title.user(), entries);
    }

    private synchronized void add(Entry entry) {
        entries.add(entry);
        write(entry);
    }

    private void write(Object line) {
        if (file != null) {
            byte[] json = Json.bytes(line);
            byte[] whole = Arrays.copyOf(json, json.length + 1);
            whole[json.length] = '\n';
            try {
                file.write(whole);
            } catch (IOException e) {
                throw new UncheckedIOException("a device's log cannot be written", e);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /// One connection of the device.
    public final class Wire {
        private final int conn;

        private Wire(int conn) {
            this.conn = conn;
        }

        /// The device is about to send a frame.
        public void sent(JsonNode frame) {
            reading().sent(frame).ifPresent(Recorder.this::add);
        }

        /// The device got a frame.
        public void received(JsonNode frame) {
            reading().received(frame).ifPresent(Recorder.this::add);
        }

        /// The connection is over, whoever ended it.
        public void ended() {
            add(new Entry.Ended(clock.millis(), conn));
        }

        private FrameReading reading() {
            return new FrameReading(clock.millis(), conn, title.user());
        }
    }
}
