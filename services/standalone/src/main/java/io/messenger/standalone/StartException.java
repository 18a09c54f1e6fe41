package io.messenger.standalone;

/// Why the one-command mode does not start, in a sentence for the person at the keyboard.
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
