/// Placeholder.
@NullMarked
package io.messenger.embedded;

import org.jspecify.annotations.NullMarked;
