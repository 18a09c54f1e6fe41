package io.messenger.embedded;

/// Why the local stack does not run. The message is a sentence for the person at the keyboard: what
/// is wrong, with which folder, port or program, and what to do about it.
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
