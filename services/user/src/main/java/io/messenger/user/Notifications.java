package io.messenger.user;

import io.messenger.contracts.Fields;
import io.messenger.platform.Requests;

/// What a user's devices notify of: kept for them, and nothing the server acts on.
///
/// @param preview whether a notification shows the text
record Notifications(
        Loudness direct, Loudness groups, Loudness channels, boolean preview, boolean sound) {
    static final Notifications DEFAULT =
            new Notifications(Loudness.ALL, Loudness.ALL, Loudness.ALL, true, true);

    /// What is left out has its default.
    static Notifications of(Fields body) {
        Requests.only(body, "direct", "groups", "channels", "preview", "sound");
        return new Notifications(
                UserSettings.choice(body, "direct", DEFAULT.direct),
                UserSettings.choice(body, "groups", DEFAULT.groups),
                UserSettings.choice(body, "channels", DEFAULT.channels),
                body.node().has("preview") ? body.flag("preview") : DEFAULT.preview,
                body.node().has("sound") ? body.flag("sound") : DEFAULT.sound);
    }
}
