package io.messenger.standalone;

import io.messenger.auth.AuthMain;
import io.messenger.chat.ChatMain;
import io.messenger.gateway.GatewayMain;
import io.messenger.message.MessageMain;
import io.messenger.user.UserMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The two ways of [RollingRestart] to start a service.
final class Instances {
    private Instances() {}

    /// In a virtual machine on this class path.
    static ProcessBuilder process(
            String service, String instance, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx256m"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("-Dlogback.configurationFile=logback.xml");
        command.add("-Dinstance=" + instance);
        command.add(main(service).getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    /// In a container of its image, as the charts have it: no root, nothing to write but `/tmp`, no
    /// capability, a limit of memory. It shares the network of this machine, where the servers are.
    static ProcessBuilder container(
            String service, String instance, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm"));
        command.addAll(List.of("--name", instance, "--network", "host", "--pull", "never"));
        command.addAll(List.of("--read-only", "--tmpfs", "/tmp:rw,size=64m,mode=1777"));
        command.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        command.addAll(List.of("--memory", memory(service)));
        command.addAll(List.of("-e", "MESSENGER_LOG=json"));
        environment.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
        String key = environment.get("MESSENGER_AUTH_TOKEN_KEY_FILE");
        if (key != null) {
            command.addAll(List.of("-v", key + ":" + key + ":ro"));
        }
        command.add("messenger/" + service + ":0.1.0");
        return new ProcessBuilder(command);
    }

    private static Class<?> main(String service) {
        return switch (service) {
            case "auth" -> AuthMain.class;
            case "user" -> UserMain.class;
            case "chat" -> ChatMain.class;
            case "message" -> MessageMain.class;
            case "gateway" -> GatewayMain.class;
            default -> throw new IllegalArgumentException(service);
        };
    }

    /// The limits of `k8s/laptop/values.yaml`.
    private static String memory(String service) {
        return switch (service) {
            case "message" -> "448m";
            case "gateway" -> "384m";
            default -> "320m";
        };
    }
}
