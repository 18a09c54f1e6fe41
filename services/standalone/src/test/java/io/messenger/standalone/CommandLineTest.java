package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void nothingMeansTheUsualFolderAndPort() {
        assertThat(CommandLine.parse(List.of())).isEqualTo(StandaloneOptions.usual());
    }

    @Test
    void everythingCanBeChosen() {
        List<String> words = List.of("--data", "/d", "--port", "9000", "--host", "0.0.0.0");
        assertThat(CommandLine.parse(words))
                .isEqualTo(new StandaloneOptions(Path.of("/d"), false, "0.0.0.0", 9000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot 80", "--port", "--port many", "--port -1", "--port 70000"})
    void aMistakeIsNamed(String line) {
        List<String> words = List.of(line.split(" ", -1));
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> CommandLine.parse(words))
                .withMessageContaining(words.getFirst());
    }
}
