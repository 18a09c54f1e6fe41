/// Placeholder.
@NullMarked
package io.messenger.user;

import org.jspecify.annotations.NullMarked;
