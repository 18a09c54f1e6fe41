package io.messenger.chat;

import io.messenger.contracts.Json;
import io.messenger.contracts.Profile;
import io.messenger.contracts.ProfileNews;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.GroupReader;
import io.messenger.platform.Kafka;
import io.messenger.platform.StatePublisher;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Addresses profiles that changed to those who share a chat with their users: from `user.changed`
/// to `profile.news`. State: who is not told reads it the next time.
final class ProfileReader implements AutoCloseable {
    private static final String GROUP = "chat-profiles";
    private static final int MOST = 100;

    private final Database database;
    private final StatePublisher news;
    private final GroupReader reader;

    ProfileReader(Kafka kafka, Database database, StatePublisher news) {
        this.database = database;
        this.news = news;
        this.reader = new GroupReader(kafka, Topics.USER_CHANGED, GROUP, MOST, this::take);
    }

    void start() {
        reader.start();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        Map<UserId, Profile> latest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Profile profile = Json.read(record.value(), Profile.class);
                // The first one is of somebody who has just registered, and is in no chat.
                if (profile.version() > 1) {
                    latest.merge(profile.userId(), profile, ProfileReader::later);
                }
            } catch (IOException | RuntimeException e) {
                GroupReader.passOver(record, e);
            }
        }
        latest.values().forEach(this::tell);
    }

    private static Profile later(Profile one, Profile other) {
        return one.version() > other.version() ? one : other;
    }

    private void tell(Profile profile) {
        List<UserId> all = database.read(db -> new PeerStore(db).around(profile.userId()));
        for (int from = 0; from < all.size(); from += ProfileNews.MOST) {
            List<UserId> some = all.subList(from, Math.min(all.size(), from + ProfileNews.MOST));
            news.publish(
                    profile.userId() + "|" + from / ProfileNews.MOST,
                    Json.bytes(new ProfileNews(profile, some)));
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
