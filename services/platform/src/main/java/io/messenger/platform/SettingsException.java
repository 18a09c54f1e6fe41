package io.messenger.platform;

/// A setting that cannot be used; its message is the sentence that the operator reads.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what to correct.
    public SettingsException(String sentence) {
        super(sentence);
    }
}
