package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Text;

/// The device of a session.
///
/// @param name what its owner reads in the list of sessions; may be empty
record Device(DeviceId id, String name) {
    /// The longest name, in Unicode code points.
    static final int MAX_CHARS = 100;

    Device {
        name = name.strip();
        if (name.codePointCount(0, name.length()) > MAX_CHARS || !Text.storable(name)) {
            throw ApiException.badRequest(
                    "device.name", "A device's name has at most " + MAX_CHARS + " characters.");
        }
    }
}
