/// Placeholder.
@NullMarked
package io.messenger.auth;

import org.jspecify.annotations.NullMarked;
