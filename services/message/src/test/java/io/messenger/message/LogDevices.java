package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.UserId;
import io.messenger.testing.FrameSchemas;
import io.messenger.testing.OfflineDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A device of each user, fed with what the service emits, less what is lost on the way.
final class LogDevices implements AutoCloseable {
    private final World world;
    private final Deliveries deliveries = Deliveries.fromNow();
    private final Map<UserId, OfflineDevice> devices = new HashMap<>();
    private final Map<UserId, Integer> losing = new HashMap<>();
    private final Set<UserId> away = new HashSet<>();
    private final Map<String, List<String>> answers = new HashMap<>();
    private final Map<String, Set<Long>> seqs = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private int read;

    LogDevices(World world, List<UserId> users) {
        this.world = world;
        users.forEach(user -> devices.put(user, new OfflineDevice(user.toString())));
    }

    /// The next frames for this user are lost.
    void lose(UserId user, int frames) {
        losing.merge(user, frames, Integer::sum);
    }

    /// The user is away until everything before the next delivery is emitted.
    void cut(UserId user) {
        away.add(user);
    }

    /// Gives the devices what was emitted since the last time, and lets them ask for what they
    /// miss.
    void deliver() {
        List<ConsumerRecord<byte[], byte[]>> all = deliveries.topic().all();
        all.subList(read, all.size()).stream().map(Delivered::of).forEach(this::take);
        read = all.size();
        away.forEach(this::attach);
        away.clear();
        devices.forEach(this::sync);
    }

    private void take(Delivered one) {
        FrameSchemas.demandFromServer(one.frame());
        if (one.route().onlyConn()) {
            boolean reply = one.type().equals("reply");
            String key = one.frame().get(reply ? "id" : "client_msg_id").asText();
            answers.computeIfAbsent(key, _ -> new ArrayList<>()).add(answer(one));
        } else if (one.frame().has("seq")) {
            String chat = one.frame().get("chat_id").asText();
            seqs.computeIfAbsent(chat, _ -> new TreeSet<>()).add(one.seq());
            one.route().users().stream()
                    .filter(devices::containsKey)
                    // What is told again of a chat that one has left is nothing to a device that
                    // never had it.
                    .filter(user ->
                            told.add(user + chat + one.seq())
                                    || device(user).chats().contains(chat))
                    .forEach(user -> take(user, chat, one.frame()));
        }
    }

    private static String answer(Delivered one) {
        return switch (one.type()) {
            case "reply" -> "done";
            case "rejected" -> one.frame().get("code").asText();
            default -> Long.toString(one.seq());
        };
    }

    /// The beginning of a chat is not lost: what followed would not be understood.
    private void take(UserId user, String chat, JsonNode frame) {
        OfflineDevice device = device(user);
        int toLose = losing.getOrDefault(user, 0);
        if (away.contains(user)) {
            return;
        }
        if (toLose > 0 && device.chats().contains(chat)) {
            losing.put(user, toLose - 1);
        } else {
            device.event(frame);
        }
    }

    private OfflineDevice device(UserId user) {
        return Objects.requireNonNull(devices.get(user), "a user of another history");
    }

    void attachAll() {
        devices.keySet().forEach(this::attach);
        devices.forEach(this::sync);
    }

    private void attach(UserId user) {
        OfflineDevice device = device(user);
        Ready ready = Ready.of(world, user, Map.of("cursors", device.cursors()));
        device.attach(ready.ready(), ready.rest());
    }

    private void sync(UserId user, OfflineDevice device) {
        for (List<JsonNode> asked = device.asked(); !asked.isEmpty(); asked = device.asked()) {
            for (JsonNode sync : asked) {
                String path =
                        "/v1/chats/%s/changes?since=%d"
                                .formatted(
                                        sync.get("chat_id").asText(), sync.get("since").asLong());
                ObjectNode batch = (ObjectNode) world.as(user).get(path).expect(200).json();
                device.batch(batch.put("t", "batch").setAll((ObjectNode) sync.deepCopy()));
            }
        }
    }

    /// What only the connection that asked was told, by `client_msg_id`.
    Map<String, List<String>> answers() {
        return answers;
    }

    /// The seqs of a chat that anybody was told of.
    Set<Long> seqs(LogModel model) {
        return seqs.getOrDefault(model.id.toString(), Set.of());
    }

    /// Demands that a user's device has what the user's history has, from where it began.
    void demandSame(LogModel model, LogModel.Member member, UserId user) {
        OfflineDevice device = device(user);
        String chat = model.id.toString();
        assertThat(device.chats().contains(chat)).isEqualTo(member.present());
        if (member.present()) {
            long start = device.start(chat);
            assertThat(device.cursors()).containsEntry(chat, model.head);
            assertThat(
                            device.messages(chat).stream()
                                    .filter(one -> one.get("seq").asLong() >= start)
                                    .filter(one -> !member.hidden.contains(one.get("seq").asLong()))
                                    .map(ModelMessage::gist))
                    .as("device of %s in %s from %d", user, chat, start)
                    .containsExactlyElementsOf(model.historyFrom(member, start));
        }
    }

    @Override
    public void close() {
        deliveries.close();
    }
}
