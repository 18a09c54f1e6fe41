package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.History;
import io.messenger.contracts.Op;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be otherwise about a chat; null for what stays.
record ChatChange(@Nullable Title title, @Nullable About about, @Nullable History history) {
    ChatChange {
        if (title == null && about == null && history == null) {
            throw ApiException.badRequest("title", "Nothing is to be changed.");
        }
    }

    static ChatChange read(Fields body) {
        return new ChatChange(
                body.has("title") ? new Title(body.text("title")) : null,
                body.has("about") ? new About(body.text("about")) : null,
                body.has("history") ? history(body.text("history")) : null);
    }

    private static History history(String wire) {
        try {
            return History.of(wire);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("history", "\"history\" is joined or all.");
        }
    }

    /// Demands that this member may do it. A channel shows all of its history, always.
    void demandAllowed(Membership membership) {
        membership.chat().demandNotDirect();
        Rights.demandManager(membership.own());
        if (history != null) {
            Rights.demandOwner(membership.own());
            if (membership.chat().type() == ChatType.CHANNEL && history == History.JOINED) {
                throw new ApiException(
                        ErrorCode.CONFLICT, "A channel always shows all of its history.");
            }
        }
    }

    /// What it does to the chat's log; empty when everything is so already.
    Optional<Op.Update> on(Chat chat) {
        String newTitle = title == null || title.equals(chat.title()) ? null : title.text();
        String newAbout = about == null || about.equals(chat.about()) ? null : about.text();
        boolean same = chat.type() == ChatType.CHANNEL || chat.history() == history;
        History newHistory = same ? null : history;
        return newTitle == null && newAbout == null && newHistory == null
                ? Optional.empty()
                : Optional.of(new Op.Update(newTitle, newAbout, newHistory));
    }
}
