package io.messenger.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A stack in another virtual machine, which a test can kill.
final class OtherRun {
    private final Process process;
    private final List<ProcessHandle> servers;

    private OtherRun(Process process, List<ProcessHandle> servers) {
        this.process = process;
        this.servers = servers;
    }

    /// @param leashed whether the system may tie the servers' lives to the run's
    static OtherRun start(Path folder, boolean leashed) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherRun.class.getName(),
                                folder.toString(),
                                String.valueOf(leashed))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String pids = output.readLine();
        if (pids == null) {
            throw new IOException("the other run did not start");
        }
        return new OtherRun(
                process,
                Arrays.stream(pids.split(" "))
                        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                        .toList());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    List<ProcessHandle> servers() {
        return servers;
    }

    /// Starts the stack, leaves a row in it, tells the servers' process ids, and waits for its
    /// death.
    static void main(String[] arguments) throws Exception {
        Tools all = Tools.onPath();
        Tools tools =
                Boolean.parseBoolean(arguments[1])
                        ? all
                        : new Tools(command ->
                                !command.contains("--pdeathsig") && all.works().apply(command));
        LocalStack stack = LocalStack.start(StackOptions.keptIn(Path.of(arguments[0])), tools);
        Conversation talk = new Conversation(stack);
        talk.sql("CREATE TABLE left_here AS SELECT 'row' AS word");
        talk.makeTopic("left-here");
        talk.produce("left-here", "record");
        talk.set("left-here", "value");
        System.out.printf(
                "%d %d %d%n", stack.postgres().pid(), stack.kafka().pid(), stack.redis().pid());
        Thread.currentThread().join();
    }
}
