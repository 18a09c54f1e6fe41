package io.messenger.message;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words of a text, as search knows them. Split here and not by PostgreSQL, whose own parser
/// takes "done.thanks" for a host name, "and/or" for a file, and depends on the database's locale.
final class Words {
    /// Longer ones are known by their beginning.
    private static final int MAX_LENGTH = 64;

    private Words() {}

    /// A word in the form in which words are compared.
    ///
    /// @param start its place in the text, in code points
    /// @param end the place behind it
    record Word(String folded, int start, int end) {}

    /// In order. Letters and digits of any script make a word; an ideograph is one by itself, since
    /// nothing stands between them.
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int place = 0;
        int start = 0;
        for (int i = 0; i < text.length(); place++) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            boolean alone = Character.isIdeographic(point);
            if (!word.isEmpty() && (alone || !continues(point))) {
                words.add(new Word(fold(word.toString()), start, place));
                word.setLength(0);
            }
            if (alone) {
                words.add(new Word(Character.toString(point), place, place + 1));
            } else if (Character.isLetterOrDigit(point) || !word.isEmpty()) {
                start = word.isEmpty() ? place : start;
                word.appendCodePoint(point);
            }
        }
        if (!word.isEmpty()) {
            words.add(new Word(fold(word.toString()), start, place));
        }
        return words;
    }

    private static boolean continues(int point) {
        return Character.isLetterOrDigit(point)
                || switch (Character.getType(point)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    /// Without case, without accents on Latin letters, with one spelling of the Russian letter io;
    /// letters, digits and their marks only.
    private static String fold(String word) {
        String composed = Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(composed.length());
        composed.codePoints()
                .filter(Words::continues)
                .limit(MAX_LENGTH)
                .map(Words::fold)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static int fold(int point) {
        if (point < 0x80) {
            return point;
        }
        if (point == 'ё') {
            return 'е';
        }
        char base = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD).charAt(0);
        return base < 0x80 ? base : point;
    }
}
