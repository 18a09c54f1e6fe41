/// Placeholder.
@NullMarked
package io.messenger.message;

import org.jspecify.annotations.NullMarked;
