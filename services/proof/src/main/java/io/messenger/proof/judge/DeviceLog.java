package io.messenger.proof.judge;

import io.messenger.contracts.ConnId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one device did and saw, in this order.
///
/// @param name how a verdict calls it
public record DeviceLog(String name, UserId user, List<Entry> entries) {
    public DeviceLog {
        entries = List.copyOf(entries);
    }

    /// The connections that are synced and not over.
    public Set<ConnId> open() {
        Map<Integer, ConnId> ids = new HashMap<>();
        Map<Integer, ConnId> open = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Opened one) {
                ids.put(one.conn(), one.id());
            } else if (entry instanceof Entry.Synced one && ids.containsKey(one.conn())) {
                open.put(one.conn(), ids.get(one.conn()));
            } else if (entry instanceof Entry.Ended one) {
                open.remove(one.conn());
            }
        }
        return Set.copyOf(open.values());
    }

    /// The first line of a file.
    record Title(String name, UserId user) {}

    /// Reads what a [Recorder] wrote. A last line that is not whole is left out: its device was
    /// killed while it wrote.
    ///
    /// @throws IOException when the file cannot be read, or is none of a recorder
    public static DeviceLog read(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        Title title = read(lines.getFirst(), Title.class);
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            entries.add(read(line, Entry.class));
        }
        return new DeviceLog(title.name(), title.user(), entries);
    }

    private static <T> T read(String line, Class<T> type) throws IOException {
        return Json.read(line.getBytes(StandardCharsets.UTF_8), type);
    }
}
