package io.messenger.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, as all lists answer: `{"items":[…],"next_cursor":string or null}`.
///
/// @param nextCursor what asks for the page after this one; null, and written, when it is the last
public record Page<T>(
        List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /// The page of at most `limit` rows, from a query that asked for one more to learn whether
    /// there is a page after it.
    ///
    /// @param cursor the cursor that names a row as the last one seen
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        List<T> items = oneMore.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /// A list that has no second page.
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /// The same page with other items, made from its own.
    public <R> Page<R> map(Function<List<T>, List<R>> others) {
        return new Page<>(others.apply(items), nextCursor);
    }
}
