package io.messenger.contracts;

import java.util.List;

/// The value of `profile.news`: a profile that changed, and some of those whose devices show it,
/// since they share a chat with its user.
public record ProfileNews(Profile profile, List<UserId> recipients) {
    /// The most recipients of one record.
    public static final int MOST = 1_000;

    /// Keeps a copy.
    public ProfileNews {
        recipients = List.copyOf(recipients);
    }
}
