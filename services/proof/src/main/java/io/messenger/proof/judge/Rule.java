package io.messenger.proof.judge;

/// A promise of the protocol.
public enum Rule {
    /// Every acknowledged message is in the history, at the seq of its echo.
    ACKNOWLEDGED_IS_STORED,
    /// Whatever a device was ever given is in the history, at that seq, or was so once.
    DELIVERED_IS_STORED,
    /// No message is there twice.
    STORED_ONCE,
    /// A message in the history was sent, with that text, and not refused.
    STORED_WAS_SENT,
    /// The seqs of a history, its messages' and its changes', have no gap, up to the head.
    SEQ_DENSE,
    /// All members have the same at each seq, and the same head.
    SAME_FOR_ALL,
    /// What a device's messages say in the order in which it sent them, the history says in it.
    SENDER_ORDER,
    /// What a device was pushed and what it fetched are together the history, from where it began.
    DEVICE_HAS_ALL,
    /// A socket is given every event once it is synced, or told to fetch.
    LIVE_SKIPS_NONE,
    /// Nobody is given or reads what was said while they were no members, unless it is open to all.
    MEMBERS_ONLY,
    /// What was received or read stays so.
    POINTERS_FORWARD,
    /// What anybody was told of edits, deletions, reactions and pins, in the order of the log, is
    /// what the history shows of each message.
    CHANGES_STORED,
    /// A change was asked for, just so, not refused, and takes one seq.
    CHANGES_WERE_ASKED,
    /// Each device, by the client's rule, has of each message what the history shows.
    CHANGES_CONVERGE,
    /// The connections in the registry are the sockets that are open.
    REGISTRY_IS_SOCKETS,
    /// After a fault everybody who wants to be connected is soon given what is said then.
    RECOVERED_IN_TIME
}
