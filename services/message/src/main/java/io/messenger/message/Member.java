package io.messenger.message;

import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;

/// A membership as of the point of the log that has been applied. Owned by the consumer's thread.
final class Member {
    /// `leftSeq` of somebody who is there.
    static final long PRESENT = Long.MAX_VALUE;

    final UserId userId;
    Role role;
    long joinedSeq;
    long leftSeq = PRESENT;
    long readSeq;
    long readMsgNo;
    long receivedSeq;
    long mentionNo;
    long readMentionNo;

    /// How they keep the chat for themselves.
    Op.Keep keep = Op.Keep.PLAIN;

    Member(UserId userId, Role role, long joinedSeq) {
        this.userId = userId;
        this.role = role;
        this.joinedSeq = joinedSeq;
    }

    boolean present() {
        return leftSeq == PRESENT;
    }

    long unreadMentions() {
        return mentionNo - readMentionNo;
    }

    /// Whether they were there at a seq, as far as this membership tells.
    boolean presentAt(long seq) {
        return joinedSeq <= seq && seq <= leftSeq;
    }

    /// Everything up to here is read and received: joining starts so, and so does sending.
    void caughtUp(long seq, long msgNo) {
        readSeq = seq;
        readMsgNo = msgNo;
        receivedSeq = Math.max(receivedSeq, seq);
    }
}
