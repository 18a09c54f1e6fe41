package io.messenger.gateway;

import io.messenger.contracts.UserId;
import java.util.Set;

/// A look into the session registry.
///
/// @param live the leases that have not run out
/// @param online those of the users asked for who are
record Look(Set<Lease> live, Set<UserId> online) {}
