package io.messenger.message;

import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Measures what the attach of a device costs, by the door that the gateway uses: a program, not a
/// test. For 5, 200 and 2,000 chats, and for a device that is up to date and one that is 3 messages
/// behind in each chat, it prints the time of one attach, the CPU time it takes from PostgreSQL and
/// from this process (client and service), and the size of its answer.
final class AttachCost {
    private static final int MESSAGES = 200;
    private static final Duration TIME = Duration.ofSeconds(4);

    private final World world = World.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    private AttachCost() {}

    public static void main(String[] args) throws Exception {
        AttachCost cost = new AttachCost();
        for (int chats : new int[] {5, 200, 2_000}) {
            UserId user = cost.world.user();
            List<UUID> ids;
            try (Connection connection = cost.world.database()) {
                ids = Fill.chats(connection, user, chats, MESSAGES);
                Fill.analyze(connection);
            }
            cost.measure(user, ids, 0);
            cost.measure(user, ids, 3);
        }
        System.exit(0);
    }

    private void measure(UserId user, List<UUID> chats, long behind) throws Exception {
        HttpRequest request = request(user, chats, MESSAGES - behind);
        attach(request, TIME);
        CpuTime before = CpuTime.now(World.STACK);
        Attached attached = attach(request, TIME);
        CpuTime used = CpuTime.now(World.STACK).minus(before);
        System.out.printf(
                "%,d chats, %d behind: %,d us; CPU: %,d us PostgreSQL, %,d us service and client; %,d KB%n",
                chats.size(),
                behind,
                TIME.toNanos() / 1_000 / attached.count(),
                used.postgres().toNanos() / 1_000 / attached.count(),
                used.self().toNanos() / 1_000 / attached.count(),
                attached.bytes() / 1_024);
    }

    private HttpRequest request(UserId user, List<UUID> chats, long cursor) throws IOException {
        Map<String, Long> cursors = new LinkedHashMap<>();
        chats.forEach(chat -> cursors.put(chat.toString(), cursor));
        byte[] body = Json.MAPPER.writeValueAsBytes(Map.of("cursors", cursors));
        URI uri =
                URI.create("http://127.0.0.1:%d/internal/v1/attach".formatted(world.app().port()));
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + world.issuer().token(user))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private Attached attach(HttpRequest request, Duration time)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        int count = 0;
        int bytes = 0;
        while (System.nanoTime() < end) {
            HttpResponse<byte[]> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("attach was answered by " + answer.statusCode());
            }
            count++;
            bytes = answer.body().length;
        }
        return new Attached(count, bytes);
    }

    private record Attached(int count, int bytes) {}
}
