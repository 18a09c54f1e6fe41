/// Tests of charts/ and k8s/ without a cluster: rendered by Helm itself, parsed strictly, compared
/// with what the code reads and serves.
@NullMarked
package io.messenger.charts;

import org.jspecify.annotations.NullMarked;
