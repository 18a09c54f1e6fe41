package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.Account;
import io.messenger.testing.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That the search for secrets in all that is printed sees what it looks for, and looks at it.
class PrintedOutputTest {
    @TempDir private Path folder;

    @Test
    void theLogsOfAllServicesAreKept() {
        WholeMessenger.shared();

        assertThat(Stream.of("auth", "user", "chat", "message", "gateway"))
                .allSatisfy(name ->
                        assertThat(PrintedOutput.text())
                                .contains("Startup: " + name + " is ready"));
    }

    @Test
    void soIsWhatAProcessPrints() throws IOException {
        Path log = folder.resolve("gateway.log");
        GatewayProcess.start(log, Map.of()).close();

        assertThat(Files.readString(log)).contains("gateway is ready");
        assertThat(PrintedOutput.text()).contains(Files.readString(log));
    }

    @Test
    void whatAUserSaysAndIsToldIsLookedFor() {
        Account anna = WholeMessenger.accounts().create("anna");
        String text = "a text that only anna knows";
        WholeMessenger.call(
                "POST",
                "/v1/chats/" + WholeMessenger.group(anna) + "/messages",
                anna,
                Map.of("body", Map.of("type", "text", "text", text)));

        assertThat(Secrets.used())
                .contains(text, anna.accessToken(), anna.refreshToken())
                .contains("correct horse battery staple");
    }

    @Test
    void whatIsPrintedIsFoundWhereverItStands() {
        String secret = "пароль-of-anna";
        SecretSearch search = new SecretSearch(Set.of(secret, "another one", "пароль-of-boris"));

        assertThat(search.linesOf(bytes("a line\nlogin of anna with " + secret + "!\nlast")))
                .containsExactly("login of anna with " + secret + "!");
        assertThat(search.linesOf(bytes(secret))).hasSize(1);
        assertThat(search.linesOf(bytes("x" + secret + secret + "\n" + secret))).hasSize(2);
        assertThat(search.linesOf(bytes("пароль-of-ann and nothing else"))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
