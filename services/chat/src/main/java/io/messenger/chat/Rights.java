package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Role;

/// Who may do what to whom. An owner may do everything; an admin manages members and readers, but
/// no other admin and no owner; members and readers manage nobody.
final class Rights {
    private Rights() {}

    /// Demands a role that changes the chat and its members.
    static void demandManager(Member own) {
        if (!own.role().manages()) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Only an owner or an admin may do this.");
        }
    }

    /// Demands the role that decides about everything.
    static void demandOwner(Member own) {
        if (own.role() != Role.OWNER) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Only an owner may do this.");
        }
    }

    /// Demands that `own` may give this role.
    static void demandMayGive(Member own, Role role) {
        demandManager(own);
        if (own.role() != Role.OWNER && role.manages()) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Only an owner makes owners and admins.");
        }
    }

    /// Demands that `own` may change or end this membership: an admin their own, and those below.
    static void demandMayManage(Member own, Member other) {
        demandManager(own);
        boolean self = own.userId().equals(other.userId());
        if (own.role() != Role.OWNER && !self && other.role().manages()) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Only an owner manages owners and admins.");
        }
    }
}
