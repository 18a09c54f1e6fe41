/// Load from outside, by the public door: clients that send at a fixed rate, check what they get,
/// and print what it cost. Nothing here is part of a running messenger.
@NullMarked
package io.messenger.proof;

import org.jspecify.annotations.NullMarked;
