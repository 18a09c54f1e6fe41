/// Placeholder.
@NullMarked
package io.messenger.platform;

import org.jspecify.annotations.NullMarked;
