package io.messenger.gateway.socket;

/// Checks UTF-8 that arrives in pieces cut anywhere: no surrogates, no overlong forms, nothing
/// above U+10FFFF. One per message; not shared between threads.
final class Utf8 {
    private int needed;
    private int lower = 0x80;
    private int upper = 0xBF;

    /// False as soon as the text so far cannot become valid any more.
    boolean accept(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int next = bytes[i] & 0xFF;
            if (needed > 0) {
                if (next < lower || next > upper) {
                    return false;
                }
                needed--;
                lower = 0x80;
                upper = 0xBF;
            } else if (next >= 0x80 && !begin(next)) {
                return false;
            }
        }
        return true;
    }

    /// True when no character is left unfinished.
    boolean complete() {
        return needed == 0;
    }

    static boolean valid(byte[] bytes, int from, int to) {
        Utf8 check = new Utf8();
        return check.accept(bytes, from, to) && check.complete();
    }

    private boolean begin(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return false;
        }
        needed = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        switch (lead) {
            case 0xE0 -> lower = 0xA0;
            case 0xED -> upper = 0x9F;
            case 0xF0 -> lower = 0x90;
            case 0xF4 -> upper = 0x8F;
            default -> {}
        }
        return true;
    }
}
