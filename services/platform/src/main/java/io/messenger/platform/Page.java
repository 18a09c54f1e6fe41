package io.messenger.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param nextCursor what to ask the next page with; null, and written as null, at the end
public record Page<T>(
        List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {
    /// A list that has no second page.
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
