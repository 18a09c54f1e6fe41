package io.messenger.auth;

import java.time.Instant;
import java.util.OptionalLong;

/// What is known of a user's app: the secret, and which codes were used. Immutable.
final class TotpSecret {
    private final byte[] bytes;
    private final long lastStep;

    /// @param lastStep of the last code that was used
    TotpSecret(byte[] bytes, long lastStep) {
        this.bytes = bytes;
        this.lastStep = lastStep;
    }

    /// The step of time that this code stands for, if it is good and was not used, nor any after
    /// it.
    OptionalLong unusedStep(String code, Instant now) {
        OptionalLong step = Totp.step(bytes, code, now);
        return step.isPresent() && step.getAsLong() > lastStep ? step : OptionalLong.empty();
    }
}
