package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.platform.Database;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Learns from the log at which seq members joined, and keeps it. What a crash kept from being
/// learned is asked again by the command that was stored with the member.
record JoinedSeqs(Database database, ChatLog log) {
    /// The seq of a member's joining; waits until the log has it.
    ///
    /// @throws ApiException as [ChatLog#await]
    long await(Caller caller, ChatId chat, Member member) {
        Long known = member.joinedSeq();
        if (known != null) {
            return known;
        }
        long seq = log.await(caller, chat, member.joinCommand());
        keep(chat, Map.of(member.joinCommand(), seq));
        return seq;
    }

    /// The members with the seqs that the log has by now.
    List<Member> fill(Caller caller, ChatId chat, List<Member> members) {
        Map<CommandKey, Long> learned =
                log.seqs(
                        caller,
                        chat,
                        members.stream()
                                .filter(member -> member.joinedSeq() == null)
                                .map(Member::joinCommand)
                                .collect(Collectors.toSet()));
        if (learned.isEmpty()) {
            return members;
        }
        keep(chat, learned);
        return members.stream().map(member -> filled(member, learned)).toList();
    }

    private static Member filled(Member member, Map<CommandKey, Long> learned) {
        Long seq = learned.get(member.joinCommand());
        return seq == null ? member : member.joinedAt(seq);
    }

    private void keep(ChatId chat, Map<CommandKey, Long> learned) {
        database.write(tx -> {
            learned.forEach((command, seq) -> new MemberStore(tx).setJoinedSeq(chat, command, seq));
            return learned.size();
        });
    }
}
