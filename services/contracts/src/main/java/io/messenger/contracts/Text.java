package io.messenger.contracts;

/// Which text can be stored.
public final class Text {
    private Text() {}

    /// False for U+0000 and for half of a surrogate pair: PostgreSQL refuses the first, and the
    /// second has no UTF-8, so it would come back as another character.
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
