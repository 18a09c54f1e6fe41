package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/// Brings what the log stored or changed into the tables of search.
///
/// In each chat it goes on from the seq where it stopped to the head that it sees: seqs are dense,
/// and a chat's head is committed with everything below it, so nothing is passed over, whichever
/// instance committed it and when.
record SearchIndexer(DataSource database) {
    private static final int PER_CHAT = 500;
    private static final int AT_ONCE = 2000;

    /// Brings these chats up to date. When it fails, the pool undoes what it began.
    ///
    /// @return those with more than fits into one transaction
    List<ChatId> index(Collection<ChatId> chats) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            List<ChatId> unfinished = inTransaction(connection, chats);
            connection.commit();
            return unfinished;
        }
    }

    /// Chats that have gone on since they were indexed, in the order of their ids.
    List<ChatId> behind(UUID after, int limit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return SearchStore.behind(connection, after, limit);
        }
    }

    private static List<ChatId> inTransaction(Connection connection, Collection<ChatId> chats)
            throws SQLException {
        List<ChangeStore.Since> claimed = SearchStore.claim(connection, chats);
        List<ChangeBatch> batches = ChangeBatch.read(connection, claimed, PER_CHAT, AT_ONCE);
        List<Message> changes =
                batches.stream()
                        .flatMap(batch -> batch.changes().stream())
                        .filter(message -> !message.system())
                        .toList();
        write(connection, changes);
        if (!batches.isEmpty()) {
            SearchStore.moved(connection, batches);
        }
        return batches.stream()
                .filter(ChangeBatch::truncated)
                .map(batch -> batch.view().chatId())
                .toList();
    }

    private static void write(Connection connection, List<Message> changes) throws SQLException {
        List<List<Words.Word>> words =
                changes.stream().map(message -> Words.of(text(message))).toList();
        Set<String> all = new HashSet<>();
        words.forEach(some -> some.forEach(word -> all.add(word.folded())));
        Stems stems = Stems.of(connection, all);
        List<SearchStore.Entry> entries = new ArrayList<>();
        List<Message> silent = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Message message = changes.get(i);
            if (words.get(i).isEmpty()) {
                silent.add(message);
            } else {
                SearchScope scope = SearchScope.of(message.chatId());
                entries.add(new SearchStore.Entry(message, lexemes(scope, words.get(i), stems)));
            }
        }
        if (!entries.isEmpty()) {
            SearchStore.put(connection, entries);
        }
        if (!silent.isEmpty()) {
            SearchStore.remove(connection, silent);
        }
    }

    private static String lexemes(SearchScope scope, List<Words.Word> words, Stems stems) {
        Set<String> lexemes = new LinkedHashSet<>();
        for (Words.Word word : words) {
            lexemes.add(scope.lexeme(word.folded()));
            lexemes.add(scope.lexeme(stems.of(word.folded())));
        }
        return String.join(" ", lexemes);
    }

    /// What a message says; empty when it is deleted.
    static String text(Message message) {
        if (message.body() == null) {
            return "";
        }
        try {
            return Json.MAPPER.readTree(message.body()).path("text").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("a stored body is no JSON", e);
        }
    }
}
