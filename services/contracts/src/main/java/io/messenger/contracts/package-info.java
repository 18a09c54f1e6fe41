/// Placeholder.
@NullMarked
package io.messenger.contracts;

import org.jspecify.annotations.NullMarked;
