package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Fields;
import io.messenger.platform.Requests;
import java.util.Arrays;

/// How a user wants to be treated.
///
/// @param lastSeen who may see when the user was last online
record UserSettings(SeenBy lastSeen, Notifications notifications) {
    /// Those of a user who changed nothing.
    static final UserSettings DEFAULT = new UserSettings(SeenBy.EVERYONE, Notifications.DEFAULT);

    /// Reads whole settings: what is left out has its default.
    ///
    /// @throws ApiException `bad_request` with the failing field
    static UserSettings of(Fields body) {
        Requests.only(body, "last_seen", "notifications");
        return new UserSettings(
                choice(body, "last_seen", DEFAULT.lastSeen),
                body.node().has("notifications")
                        ? Notifications.of(body.object("notifications"))
                        : Notifications.DEFAULT);
    }

    /// One of the constants of the enum of `otherwise`, which stands when the field is left out.
    static <E extends Enum<E>> E choice(Fields body, String name, E otherwise) {
        if (!body.node().has(name)) {
            return otherwise;
        }
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        String text = body.text(name);
        return Arrays.stream(all)
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ApiException.badRequest(
                                name, "\"" + name + "\" is one of " + Arrays.toString(all) + "."));
    }
}
