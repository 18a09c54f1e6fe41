package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that a verdict rests on. The run has made direct chats, and groups whose members read from
/// their joining on; it wrote, and changed memberships, and edited or deleted nothing.
///
/// @param logs of every device that ever sent anything to these chats
/// @param views of every user who is a member at the end, and of others who could read something
/// @param founders of every chat
public record Evidence(List<DeviceLog> logs, List<View> views, Map<ChatId, Set<UserId>> founders) {
    public Evidence {
        logs = List.copyOf(logs);
        views = List.copyOf(views);
        founders = Map.copyOf(founders);
    }
}
