/// What five services would otherwise copy: settings, HTTP and its problems, the token check, the
/// database, Kafka, health. No word of the domain stands here.
@NullMarked
package io.messenger.platform;

import org.jspecify.annotations.NullMarked;
