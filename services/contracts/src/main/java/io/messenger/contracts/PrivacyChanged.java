package io.messenger.contracts;

import org.jspecify.annotations.Nullable;

/// The value of `privacy.changed`: what was known of who may see when the user is online holds no
/// more.
///
/// @param peerId with whom alone it has changed, both ways; null when it has for all
public record PrivacyChanged(UserId userId, @Nullable UserId peerId) {
    /// The record's key: of one key the latest says all.
    public String key() {
        return peerId == null ? userId.toString() : userId + "|" + peerId;
    }
}
