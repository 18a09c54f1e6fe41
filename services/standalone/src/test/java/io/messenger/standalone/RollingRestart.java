package io.messenger.standalone;

import io.messenger.embedded.LocalStack;
import io.messenger.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Restarts every service, one after the other, while people write and others make requests, as
/// `helm upgrade` does it: the next instance is ready before the present one is told to end. Before
/// that it holds the conversation of the README. A program, not a test; all share the machine.
///
/// Run it in the folder of its module. Arguments: `processes`, or `containers` for the images of
/// `./messenger images --docker` (the environment says where Docker's daemon is); then how many
/// groups of ten write.
final class RollingRestart {
    private static final int PEOPLE = 10;
    private static final int HEARD = 100;

    private final LocalStack stack = LocalStack.throwAway();
    private final Map<String, RolledService> services = new LinkedHashMap<>();
    private final Path key;

    private RollingRestart(RolledService.Launch launch)
            throws IOException, GeneralSecurityException {
        key = key();
        // What others need comes first.
        for (String service : List.of("user", "auth", "message", "chat", "gateway")) {
            services.put(service, new RolledService(service, launch));
        }
    }

    public static void main(String[] args) throws Exception {
        boolean containers = args[0].equals("containers");
        new RollingRestart(containers ? Instances::container : Instances::process)
                .run(Integer.parseInt(args[1]));
        System.exit(0);
    }

    private void run(int groups) throws Exception {
        try (stack) {
            try {
                roll(groups);
            } finally {
                // A container lives on when its starter is gone.
                for (RolledService service : List.copyOf(services.values()).reversed()) {
                    service.stop();
                }
            }
        }
    }

    private void roll(int groups) throws Exception {
        for (RolledService service : services.values()) {
            System.out.printf(
                    "%s is ready after %.2f s%n",
                    service.name(), service.next(settings(service.name())));
        }
        RolledService gateway = service("gateway");
        new Conversation(Files.createTempDirectory("conversation-")).hold(gateway.uri());
        System.out.println("the conversation of the README was held");
        List<Crowd> crowds = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            crowds.add(new Crowd(gateway.uri(), PEOPLE));
        }
        SteadyRequests requests = new SteadyRequests(gateway.uri());
        hear(crowds);
        for (RolledService service : services.values()) {
            long begin = System.nanoTime();
            double ready = service.next(settings(service.name()));
            System.out.printf(
                    "%s: the next one ready after %.2f s, the other ended after %.1f s%n",
                    service.name(), ready, (System.nanoTime() - begin) / 1e9);
            hear(crowds);
        }
        requests.stop();
        int words = 0;
        for (Crowd crowd : crowds) {
            crowd.finish();
            words += crowd.said();
            crowd.close();
        }
        System.out.printf(
                "%d messages to %d people each: none failed, all have all, once and in order%n",
                words, PEOPLE);
        System.out.printf(
                "%d requests, %d failed%n", requests.answered(), requests.failures().size());
        requests.failures().stream().distinct().limit(20).forEach(System.out::println);
    }

    private static void hear(List<Crowd> crowds) {
        crowds.forEach(crowd -> crowd.hear(HEARD));
    }

    private Map<String, String> settings(String service) {
        Map<String, String> all = new HashMap<>();
        all.put("server.host", "127.0.0.1");
        all.put("database.url", stack.jdbcUrl());
        all.put("database.user", stack.user());
        all.put("database.password", stack.password());
        all.put("kafka.bootstrap", stack.kafkaBootstrap());
        all.put("redis.uri", stack.redisUri());
        all.put("token.key-file", key.toString());
        all.put("drain.window", "PT10S");
        services.forEach((name, peer) -> all.put(name + ".uri", peer.uri().toString()));
        all.put("auth.jwks-uri", service("auth").uri() + "/.well-known/jwks.json");
        all.keySet().retainAll(Settings.keys(service));
        return all;
    }

    /// What all instances of auth sign with; others than its owner may read it, as in a pod.
    static Path key() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String text =
                Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Path file = Files.createTempFile("token-key-", ".pem");
        Files.writeString(
                file, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private RolledService service(String name) {
        return Objects.requireNonNull(services.get(name));
    }
}
