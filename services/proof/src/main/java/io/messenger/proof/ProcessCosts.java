package io.messenger.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Processor time and memory of a server's processes, by what they are, from Linux's `/proc`.
///
/// @param cpuSeconds user and system time, ended children included
/// @param residentBytes resident memory; what processes share is counted in each
record ProcessCosts(Map<String, Double> cpuSeconds, Map<String, Long> residentBytes) {
    private static final double TICKS_PER_SECOND = 100;
    private static final long PAGE = 4096;

    /// What stands in a command line, and what it is then; else it is PostgreSQL.
    private static final Map<String, String> NAMES =
            Map.of(
                    "StandaloneMain", "services",
                    "redis-server", "redis",
                    "kafka", "kafka",
                    "beam.smp", "ejabberd",
                    "erl_child_setup", "ejabberd",
                    "inet_gethost", "ejabberd",
                    "bin/prosody", "prosody");

    /// Those of all processes below this one, now.
    static ProcessCosts now() throws IOException {
        Map<String, Double> cpu = new TreeMap<>();
        Map<String, Long> memory = new TreeMap<>();
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            Path folder = Path.of("/proc", String.valueOf(process.pid()));
            try {
                String name =
                        name(
                                Files.readString(
                                        folder.resolve("cmdline"), StandardCharsets.ISO_8859_1));
                cpu.merge(name, seconds(Files.readString(folder.resolve("stat"))), Double::sum);
                memory.merge(name, resident(Files.readString(folder.resolve("statm"))), Long::sum);
            } catch (NoSuchFileException e) {
                // Ended meanwhile: its parent has its time.
            }
        }
        return new ProcessCosts(cpu, memory);
    }

    /// What was spent since an earlier look.
    Map<String, Double> since(ProcessCosts before) {
        Map<String, Double> spent = new TreeMap<>();
        cpuSeconds.forEach((name, seconds) ->
                spent.put(name, seconds - before.cpuSeconds.getOrDefault(name, 0.0)));
        return spent;
    }

    static String name(String commandLine) {
        return NAMES.entrySet().stream()
                .filter(of -> commandLine.contains(of.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("postgresql");
    }

    /// Fields 14 to 17: user and system time of it and of its ended children.
    private static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Double.parseDouble(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long resident(String statm) {
        return Long.parseLong(statm.split(" ", -1)[1]) * PAGE;
    }
}
