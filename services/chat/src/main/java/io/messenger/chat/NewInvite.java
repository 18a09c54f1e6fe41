package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invite that somebody asks for.
///
/// @param expiresAt null for never
/// @param maxUses null for any number
record NewInvite(@Nullable Instant expiresAt, @Nullable Integer maxUses) {
    /// More than a channel will ever let in by one link.
    static final int MAX_USES = 1_000_000;

    static NewInvite read(Fields body, Instant now) {
        return new NewInvite(
                GivenTime.after(now, body, "expires_at"),
                body.has("max_uses") ? uses(body.number("max_uses")) : null);
    }

    private static int uses(long uses) {
        if (uses < 1 || uses > MAX_USES) {
            throw ApiException.badRequest("max_uses", "\"max_uses\" is 1 to " + MAX_USES + ".");
        }
        return (int) uses;
    }
}
