package io.messenger.proof;

import com.fasterxml.jackson.core.type.TypeReference;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Users with a device that is logged in. Those of earlier runs on the same data are taken again:
/// ten thousand passwords take minutes.
final class People {
    private static final Duration LONGEST_RUN = Duration.ofHours(2);

    private final Door door;
    private final Path file;
    private final List<Person> known;
    private int taken;

    private People(Door door, Path file, List<Person> known) {
        this.door = door;
        this.file = file;
        this.known = known;
    }

    /// @param data the folder of the messenger that knows them
    static People of(Door door, Path data) throws IOException {
        Path file = data.resolve("bench-people.json");
        List<Person> known = new ArrayList<>();
        if (Files.exists(file)) {
            Instant needed = Instant.now().plus(LONGEST_RUN);
            known.addAll(
                    Json.MAPPER.readValue(
                            Files.readAllBytes(file), new TypeReference<List<Person>>() {}));
            known.removeIf(person -> person.until().isBefore(needed));
        }
        return new People(door, file, known);
    }

    /// So many who were not taken yet.
    List<Person> take(int count) throws IOException, InterruptedException {
        int missing = taken + count - known.size();
        if (missing > 0) {
            known.addAll(Together.each(missing, number -> door.person()));
            Files.write(file, Json.bytes(known));
        }
        List<Person> some = List.copyOf(known.subList(taken, taken + count));
        taken += count;
        return some;
    }

    /// All may be taken again.
    void release() {
        taken = 0;
    }
}
