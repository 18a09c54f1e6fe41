package io.messenger.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The small programs of the system that start others. Each is used where it is there, none is
/// required.
///
/// @param works whether a command line runs and answers 0
record Tools(Function<List<String>, Boolean> works) {

    static Tools onPath() {
        return new Tools(Trial::succeeds);
    }

    /// What stands before a command so that it gets no Ctrl-C of our terminal (we stop it
    /// ourselves, in order) and gets `deathSignal` when this process dies. Each of these programs
    /// becomes the next one, so the process id stays.
    List<String> leash(String deathSignal) {
        List<String> prefix = new ArrayList<>();
        if (can(List.of("setsid"))) {
            prefix.add("setsid");
        } else if (works.apply(List.of("perl", "-e", "use POSIX"))) {
            prefix.addAll(List.of("perl", "-e", "use POSIX; setsid(); exec {$ARGV[0]} @ARGV"));
        }
        List<String> tie = List.of("setpriv", "--pdeathsig", deathSignal);
        if (can(tie)) {
            prefix.addAll(tie);
        }
        return prefix;
    }

    /// Whether commands run behind this prefix.
    boolean can(List<String> prefix) {
        return works.apply(Stream.concat(prefix.stream(), Stream.of("true")).toList());
    }
}
