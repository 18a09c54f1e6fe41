package io.messenger.message;

/// One step of a random history: what is done, by whom and where. The numbers are taken modulo what
/// there is.
record LogStep(Kind kind, int chat, int user, int other, int number) {
    /// What is done, and how often among a hundred steps.
    enum Kind {
        SAY(15),
        REPLY(5),
        MENTION(6),
        EDIT(8),
        DELETE_ALL(4),
        DELETE_ME(4),
        REACT(8),
        PIN(6),
        READ(6),
        RECEIVED(3),
        JOIN(7),
        LEAVE(4),
        ROLE(4),
        TITLE(2),
        /// A group shows its newcomers all, or not any more.
        OPEN(3),
        KEEP(5),
        /// An owner ends a chat, one time in three.
        END(1),
        /// An earlier command comes once more.
        REPEAT(5),
        /// The user's device misses some frames without noticing.
        LOSE(4),
        /// The user's device is away until everything before is emitted.
        CUT(2),
        /// Everything so far is applied and emitted, and the devices have it.
        SETTLE(2),
        /// The service is closed and started in the middle of it.
        RESTART(1),
        /// And has forgotten that it emitted what came after some command.
        REWIND(1);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }
}
