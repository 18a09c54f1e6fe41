package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that a verdict rests on. Nobody of the run deleted a message for oneself alone, or a chat.
///
/// @param logs of every device that ever sent anything to these chats
/// @param views of every user who is a member at the end, and of others who could read something
/// @param founders of every chat
/// @param channels those of the chats that show everything to every member
/// @param outside what no client sees
public record Evidence(
        List<DeviceLog> logs,
        List<View> views,
        Map<ChatId, Set<UserId>> founders,
        Set<ChatId> channels,
        Outside outside) {
    public Evidence {
        logs = List.copyOf(logs);
        views = List.copyOf(views);
        founders = Map.copyOf(founders);
        channels = Set.copyOf(channels);
    }

    /// Of a run without channels, in which nobody looked at anything but its clients.
    public Evidence(List<DeviceLog> logs, List<View> views, Map<ChatId, Set<UserId>> founders) {
        this(logs, views, founders, Set.of(), Outside.NOTHING);
    }
}
