/// Placeholder.
@NullMarked
package io.messenger.testing;

import org.jspecify.annotations.NullMarked;
