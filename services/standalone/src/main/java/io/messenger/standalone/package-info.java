/// Placeholder.
@NullMarked
package io.messenger.standalone;

import org.jspecify.annotations.NullMarked;
