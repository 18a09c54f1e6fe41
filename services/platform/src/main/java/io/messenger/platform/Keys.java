package io.messenger.platform;

import io.helidon.security.jwt.jwk.Jwk;
import java.util.Optional;

/// The public keys that tokens may be signed with.
@FunctionalInterface
public interface Keys {
    /// The key of this id, if the issuer has one.
    ///
    /// @throws io.messenger.contracts.ApiException `unavailable` when the issuer cannot be asked
    Optional<Jwk> find(String kid);
}
