package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.List;

/// What one user reads of one chat by REST when all is over.
///
/// @param head the last seq of the chat that this user sees
/// @param items the whole history, as it came
/// @param pointers of all members
public record View(
        UserId reader, ChatId chat, long head, List<Item> items, List<Pointers> pointers) {
    public View {
        items = List.copyOf(items);
        pointers = List.copyOf(pointers);
    }

    /// How far a member is.
    public record Pointers(UserId user, long received, long read) {}
}
