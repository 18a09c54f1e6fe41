/// The one-command mode: the five services in one virtual machine, on the embedded PostgreSQL,
/// Kafka and Redis.
///
/// The services are the classes that the cluster runs; only their settings are made here.
@NullMarked
package io.messenger.standalone;

import org.jspecify.annotations.NullMarked;
