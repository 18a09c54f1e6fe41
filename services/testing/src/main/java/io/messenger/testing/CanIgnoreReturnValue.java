package io.messenger.testing;

/// Error Prone knows this annotation by its simple name: the call has an effect of its own.
@interface CanIgnoreReturnValue {}
