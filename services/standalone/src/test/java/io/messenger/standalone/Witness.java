package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.proof.judge.Entry;
import io.messenger.proof.judge.Item;
import io.messenger.proof.judge.Recorder;
import io.messenger.testing.Account;
import io.messenger.testing.Tap;
import io.messenger.testing.TestDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// A device that does what a good client does, and keeps a log of it for the judge. It goes on when
/// the gateway breaks a promise: the verdict is the judge's.
record Witness(Account account, TestDevice device, Recorder recorder) implements AutoCloseable {

    static Witness of(URI door, String name, Account account) {
        Recorder recorder = Recorder.inMemory(name, account.userId(), Clock.systemUTC());
        return new Witness(
                account, TestDevice.of(door, account, () -> tap(recorder.connection())), recorder);
    }

    private static Tap tap(Recorder.Wire wire) {
        return new Tap() {
            @Override
            public void sent(JsonNode frame) {
                wire.sent(frame);
            }

            @Override
            public void received(JsonNode frame) {
                wire.received(frame);
            }

            @Override
            public void ended() {
                wire.ended();
            }
        };
    }

    /// Its user wants it to be offline.
    void leave() {
        recorder.away();
        device.end();
    }

    /// Its user wants it to be online.
    void comeBack() {
        recorder.back();
        device.begin();
    }

    /// Some of the last messages of a chat that its sockets were told of, the latest last.
    List<Item> latest(ChatId chat, int messages) {
        List<Item> all =
                recorder.log().entries().stream()
                        .filter(Entry.Pushed.class::isInstance)
                        .flatMap(Witness::items)
                        .filter(item -> item.chat().equals(chat) && item.isMessage())
                        .toList();
        return all.subList(Math.max(0, all.size() - messages), all.size());
    }

    /// The messages and system messages that an entry gives the device.
    static Stream<Item> items(Entry entry) {
        return switch (entry) {
            case Entry.Pushed pushed ->
                    pushed.event() instanceof Item item ? Stream.of(item) : Stream.of();
            case Entry.Batch batch -> batch.items().stream();
            default -> Stream.of();
        };
    }

    /// Whether its last connection is synced and not over.
    boolean online() {
        return recorder.log().entries().stream()
                .reduce(
                        false,
                        (before, entry) ->
                                switch (entry) {
                                    case Entry.Synced _ -> true;
                                    case Entry.Ended _ -> false;
                                    default -> before;
                                },
                        (_, after) -> after);
    }

    /// The highest seq of a chat that it was given.
    long given(ChatId chat) {
        return recorder.log().entries().stream()
                .mapToLong(entry ->
                        switch (entry) {
                            case Entry.Pushed pushed when pushed.event().chat().equals(chat) ->
                                    pushed.event().seq();
                            case Entry.Batch batch when batch.chat().equals(chat) -> batch.to();
                            default -> 0;
                        })
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            device.close();
        } catch (AssertionError e) {
            // What the device itself found; the judge has said what it is.
        }
        try {
            recorder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
