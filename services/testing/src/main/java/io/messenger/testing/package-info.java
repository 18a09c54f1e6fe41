/// What the tests of several services share: clients that hold a service to its documents (OpenAPI,
/// AsyncAPI), the reference device of the protocol, and the real PostgreSQL, Kafka and Redis of one
/// test run. Test scope only.
@NullMarked
package io.messenger.testing;

import org.jspecify.annotations.NullMarked;
