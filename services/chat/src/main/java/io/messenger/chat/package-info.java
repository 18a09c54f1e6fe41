/// Placeholder.
@NullMarked
package io.messenger.chat;

import org.jspecify.annotations.NullMarked;
