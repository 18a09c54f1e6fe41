package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which words a text has.
final class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "'Hello, World!', hello world",
        "done.thanks and/or a@b.example, done thanks and or a b example",
        "«Ёлка» — ЁЖИК, елка ежик",
        "Café naïve Straße, cafe naive straße",
        "мой йод, мой йод",
        "version 1.2, version 1 2",
        "snake_case, snake case",
        "你好 мир, 你 好 мир",
        "'👍 ok', ok",
        "'...', ''",
        "ﬁne ﷺ, fine صلىاللهعليهوسلم",
    })
    void aTextIsSplitIntoFoldedWords(String text, String words) {
        assertThat(String.join(" ", Words.of(text).stream().map(Words.Word::folded).toList()))
                .isEqualTo(words);
    }

    @Test
    void placesAreCountedInCodePoints() {
        assertThat(Words.of("👍👍 да")).containsExactly(new Words.Word("да", 3, 5));
    }

    @Test
    void aLongWordIsKnownByItsBeginning() {
        Words.Word word = Words.of("a".repeat(500)).getFirst();

        assertThat(word.folded()).hasSize(64);
        assertThat(word.end()).isEqualTo(500);
    }
}
