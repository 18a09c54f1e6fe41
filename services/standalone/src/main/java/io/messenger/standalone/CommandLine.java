package io.messenger.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// What the user wrote behind the command.
final class CommandLine {
    private static final int HIGHEST_PORT = 60_000;
    private static final String HELP = "; ./messenger --help lists all.";

    private CommandLine() {}

    /// @throws StartException when there is a word that it does not know
    static StandaloneOptions parse(List<String> arguments) {
        Queue<String> words = new ArrayDeque<>(arguments);
        StandaloneOptions options = StandaloneOptions.usual();
        while (!words.isEmpty()) {
            String word = words.remove();
            options =
                    switch (word) {
                        case "--data" -> options.inFolder(Path.of(value(word, words)));
                        case "--throw-away" -> options.thrownAway(TemporaryFolder.create());
                        case "--port" -> options.onPort(port(value(word, words)));
                        case "--host" -> options.onHost(value(word, words));
                        default -> throw new StartException("there is no option " + word + HELP);
                    };
        }
        return options;
    }

    private static String value(String word, Queue<String> words) {
        if (words.isEmpty()) {
            throw new StartException(word + " needs a value" + HELP);
        }
        return words.remove();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new StartException("--port must be a number, not " + text, e);
        }
        throw new StartException("--port must be from 0 to " + HIGHEST_PORT + ", not " + text);
    }
}
