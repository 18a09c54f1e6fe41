package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the one command, in the middle of a conversation.
class KilledMessengerTest {
    private static final Pattern ADDRESS = Pattern.compile("Open +(http://localhost:\\d+) ");
    private static final Duration START = Duration.ofMinutes(2);
    private static final int MESSAGES = 200;
    private static final int BEFORE_THE_KILL = 60;

    @TempDir private Path folder;

    @Test
    void everythingThatWasAcknowledgedIsThereOnceAfterTheNextStart() throws Exception {
        Run first = Run.begin(folder, "first");
        Accounts accounts = new Accounts(first.address());
        Account anna = accounts.create("anna");
        Account boris = accounts.create("boris");
        ChatId chat = WholeMessenger.directChat(first.address(), anna, boris);
        TestDevice device = TestDevice.of(first.address(), anna).connect();
        List<ClientMsgId> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            sent.add(device.send(chat, "message " + i));
            if (i == BEFORE_THE_KILL) {
                device.awaitEcho(sent.get(BEFORE_THE_KILL / 2), Duration.ofSeconds(20));
            }
        }
        first.kill();
        List<String> acknowledged =
                device.messages(chat).stream().map(m -> m.get("client_msg_id").asText()).toList();
        device.cut();

        try (Run second = Run.begin(folder, "second")) {
            WholeMessenger.Answer history =
                    WholeMessenger.call(
                            second.address(),
                            "GET",
                            "/v1/chats/" + chat + "/changes?since=0&limit=500",
                            anna,
                            null,
                            Map.of());
            assertThat(history.status()).isEqualTo(200);
            List<String> stored =
                    history.json()
                            .get("changes")
                            .valueStream()
                            .map(message -> message.get("client_msg_id").asText())
                            .toList();
            assertThat(acknowledged).hasSizeGreaterThan(BEFORE_THE_KILL / 2);
            assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
            assertThat(new Accounts(second.address()).again(anna).userId())
                    .as("the password and the account are kept too")
                    .isEqualTo(anna.userId());
        }
    }

    /// One start of the command as a process of its own.
    private record Run(Process process, URI address, Path output) implements AutoCloseable {
        static Run begin(Path folder, String name) throws IOException {
            Path output = folder.resolve(name + ".log");
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    StandaloneMain.class.getName(),
                                    "--port",
                                    "0",
                                    "--data",
                                    folder.resolve("data").toString())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            Await.until(
                    "the messenger is ready or has ended",
                    START,
                    () -> !process.isAlive() || address(output).find());
            Matcher address = address(output);
            assertThat(address.find()).as(Files.readString(output)).isTrue();
            return new Run(process, URI.create(address.group(1)), output);
        }

        private static Matcher address(Path output) throws IOException {
            return ADDRESS.matcher(Files.readString(output));
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
            PrintedOutput.ofProcess(output);
        }
    }
}
