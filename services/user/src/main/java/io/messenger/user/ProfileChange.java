package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.Fields;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What users want to change of their profiles. Null in JSON empties a field; one that is not there
/// stays as it is.
///
/// @param displayName the new one, or null to keep it
/// @param about the new one, empty for none, or null to keep it
/// @param locale the new one, empty for none, or null to keep it
record ProfileChange(
        @Nullable DisplayName displayName, @Nullable String about, @Nullable String locale) {
    /// The longest tag of a language.
    private static final int MAX_LOCALE = 35;

    /// The fields that [#of] reads.
    static final String[] FIELDS = {"display_name", "about", "locale"};

    /// @throws ApiException `bad_request` with the failing field
    static ProfileChange of(Fields body) {
        return new ProfileChange(
                body.node().has("display_name")
                        ? DisplayName.parse(body.text("display_name"))
                        : null,
                text(body, "about"),
                text(body, "locale"));
    }

    private static @Nullable String text(Fields body, String name) {
        if (!body.node().has(name)) {
            return null;
        }
        return body.has(name) ? body.text(name) : "";
    }

    OwnProfile of(OwnProfile before) {
        return new OwnProfile(
                before.userId(),
                before.username(),
                displayName == null ? before.displayName() : displayName,
                about == null ? before.about() : About.of(about),
                locale == null ? before.locale() : tag(locale),
                before.avatar(),
                before.version());
    }

    /// In the spelling that BCP 47 recommends; null when there is none.
    private static @Nullable String tag(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            String tag = new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
            if (text.length() <= MAX_LOCALE && !tag.startsWith("und")) {
                return tag;
            }
        } catch (IllformedLocaleException e) {
            // Refused below.
        }
        throw ApiException.badRequest(
                "locale", "A locale is a language tag of BCP 47, such as de-AT.");
    }
}
