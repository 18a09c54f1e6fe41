package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The user who runs this process.
final class ThisUser {
    private ThisUser() {}

    static boolean isRoot() {
        return uid() == 0;
    }

    /// Its number, from a file that is always its own.
    static int uid() {
        try {
            Path mine = Files.createTempFile("uid", null);
            try {
                return (Integer) Files.getAttribute(mine, "unix:uid");
            } finally {
                Files.delete(mine);
            }
        } catch (IOException e) {
            throw new StackException("No temporary file can be made: " + e, e);
        }
    }
}
