/// Placeholder.
@NullMarked
package io.messenger.gateway;

import org.jspecify.annotations.NullMarked;
