package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The conversation of the README, copied line by line into a shell.
final class Conversation {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private final Path folder;

    /// @param folder an empty one
    Conversation(Path folder) {
        this.folder = folder;
    }

    /// Holds it at this door, and demands all that the README says of it.
    void hold(URI door) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("conversation.sh"), conversation());
        shim();
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-e", script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile());
        shell.environment().put("door", door.toString());
        Process process = shell.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve("output"));
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output)
                .as(
                        "both users, the group, Anna's echo, Boris' copy, the script's message, the batch")
                .containsPattern("\"username\":\"anna\\.")
                .containsPattern("\"username\":\"boris\\.")
                .contains("\"title\":\"Friends\"")
                .containsPattern("(?s)message\\.new.*привет.*message\\.new.*привет")
                .containsPattern("\"seq\":3,\"change_seq\":3.*are you there\\?")
                .containsPattern("\"t\":\"batch\".*\"from\":2,\"to\":3.*are you there\\?")
                .contains("\"t\":\"synced\"")
                .doesNotContain("about:blank");
    }

    private static String conversation() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        int from = readme.indexOf("<!-- conversation -->");
        Matcher blocks = BLOCK.matcher(readme.substring(from, readme.indexOf("<!-- end")));
        StringBuilder script = new StringBuilder();
        while (blocks.find()) {
            script.append(blocks.group(1));
        }
        return script.toString();
    }

    /// Stands for `./messenger ws` where the jars are not packed yet.
    private void shim() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path shim =
                Files.writeString(
                        folder.resolve("messenger"),
                        """
                        #!/bin/sh
                        shift
                        exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s "$@"
                        """
                                .formatted(
                                        java,
                                        System.getProperty("java.class.path"),
                                        SocketConsole.class.getName()));
        Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwx------"));
    }
}
