package io.messenger.message;

/// Another instance has applied commands of a partition that this one believed its own.
final class OwnershipLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OwnershipLostException() {
        super("the applied offset has moved: another instance owns the partition");
    }
}
