package io.messenger.testing;

/// Error Prone knows this annotation by its simple name: a request that is built and never sent is
/// a compile error.
@interface CheckReturnValue {}
