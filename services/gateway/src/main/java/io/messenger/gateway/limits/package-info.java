/// How much one party may ask for: token buckets, the window of unanswered commands, and the order
/// that a refusal must not break. Nothing here knows sockets or tokens.
@NullMarked
package io.messenger.gateway.limits;

import org.jspecify.annotations.NullMarked;
