package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Message;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds messages by their words, of what a user may see.
///
/// @param next what asks for the next page; null after the last one
record Search(List<Hit> hits, @Nullable SearchCursor next) {

    /// A message that was found.
    ///
    /// @param places where the words are, in code points of its text
    record Hit(Message message, List<Words.Word> places) {
        void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeFieldName("message");
            message.writeTo(out);
            out.writeArrayFieldStart("highlight");
            for (Words.Word place : places) {
                out.writeStartArray();
                out.writeNumber(place.start());
                out.writeNumber(place.end());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /// Looks in one chat, or in all that the user is or was a member of.
    static Search run(
            Connection connection,
            UserId user,
            @Nullable ChatId chat,
            List<String> words,
            SearchCursor after,
            int limit)
            throws SQLException {
        List<View> views =
                chat == null
                        ? View.all(connection, user)
                        : List.of(View.of(connection, chat, user));
        SearchWords wanted = SearchWords.of(words, Stems.of(connection, words));
        List<SearchStore.Found> found =
                SearchStore.hits(connection, views, wanted, after, limit + 1);
        boolean more = found.size() > limit;
        List<SearchStore.Found> page = more ? found.subList(0, limit) : found;
        return new Search(
                hits(connection, page, wanted),
                more ? SearchCursor.after(page.getLast().message()) : null);
    }

    /// Without those that are hidden, and those that were deleted, or changed so that the words are
    /// gone, since they were indexed.
    private static List<Hit> hits(
            Connection connection, List<SearchStore.Found> page, SearchWords wanted)
            throws SQLException {
        List<Message> shown =
                page.stream()
                        .filter(SearchStore.Found::shown)
                        .map(SearchStore.Found::message)
                        .toList();
        List<List<Words.Word>> texts =
                shown.stream().map(message -> Words.of(SearchIndexer.text(message))).toList();
        Set<String> all = new HashSet<>();
        texts.forEach(text -> text.forEach(word -> all.add(word.folded())));
        Stems stems = Stems.of(connection, all);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            List<Words.Word> places = wanted.places(texts.get(i), stems);
            if (!places.isEmpty()) {
                hits.add(new Hit(shown.get(i), places));
            }
        }
        return hits;
    }
}
