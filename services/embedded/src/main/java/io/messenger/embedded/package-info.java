/// A real PostgreSQL, Apache Kafka and Redis on one machine, as child processes with their data in
/// one folder.
///
/// The doors are [LocalStack] and the three [LocalPart]s; nothing here knows the messenger.
@NullMarked
package io.messenger.embedded;

import org.jspecify.annotations.NullMarked;
