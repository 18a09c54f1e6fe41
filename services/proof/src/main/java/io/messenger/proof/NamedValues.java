package io.messenger.proof;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// `--name value` pairs of a command line. Each value is taken once, so that what nobody took is a
/// name that nobody knows. All throw [IllegalArgumentException] with a sentence for whoever typed
/// them.
public final class NamedValues {
    private final Map<String, String> left = new HashMap<>();

    private NamedValues() {}

    /// Takes a command line apart.
    public static NamedValues parse(List<String> arguments) {
        NamedValues values = new NamedValues();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).startsWith("--") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "expected --name value, not " + arguments.get(i));
            }
            values.left.put(arguments.get(i).substring(2), arguments.get(i + 1));
        }
        return values;
    }

    /// The value of a name, as it was typed.
    public Optional<String> text(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    /// The value of a name.
    ///
    /// @param otherwise when it was not typed
    public int number(String name, int otherwise) {
        return optional(name).orElse(otherwise);
    }

    OptionalInt optional(String name) {
        List<Integer> all = numbers(name);
        if (all.size() > 1) {
            throw new IllegalArgumentException("--" + name + " is one number");
        }
        return all.isEmpty() ? OptionalInt.empty() : OptionalInt.of(all.getFirst());
    }

    /// Separated by commas; none when the name was not given.
    List<Integer> numbers(String name) {
        String text = left.remove(name);
        try {
            return text == null
                    ? List.of()
                    : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is no number: " + text, e);
        }
    }

    /// Refuses names that nobody took.
    public void requireAllTaken() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("unknown options " + left.keySet());
        }
    }
}
