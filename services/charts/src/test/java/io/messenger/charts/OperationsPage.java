package io.messenger.charts;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `docs/operations.md`, as far as it names things: what stands in code.
final class OperationsPage {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^):]*\\)");

    private final String text = Repository.text(Repository.ROOT.resolve("docs/operations.md"));

    /// The shell commands, a block each.
    List<String> blocks() {
        return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
    }

    /// What stands in code within the text.
    List<String> inline() {
        String rest = BLOCK.matcher(text).replaceAll("");
        return INLINE.matcher(rest).results().map(code -> code.group(1)).toList();
    }

    /// Files that it links to.
    List<String> links() {
        return LINK.matcher(text).results().map(link -> link.group(1)).toList();
    }

    /// All that matches, in commands and in the text's code.
    Stream<MatchResult> all(String pattern) {
        return Stream.concat(blocks().stream(), inline().stream())
                .flatMap(code -> Pattern.compile(pattern).matcher(code).results());
    }
}
