package io.messenger.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the data of a run lives that is thrown away at its end.
final class TemporaryFolder {
    private TemporaryFolder() {}

    static Path create() {
        try {
            return Files.createTempDirectory("messenger-stack-");
        } catch (IOException e) {
            throw new StartException("No temporary folder can be made: " + e, e);
        }
    }
}
