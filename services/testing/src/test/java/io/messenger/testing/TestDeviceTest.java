package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;
import io.messenger.testing.FakeGateway.Peer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the reference device does at a gateway that keeps the protocol.
class TestDeviceTest {
    static final Account ACCOUNT =
            new Account(
                    UserId.parse(FakeGateway.USER),
                    "ann",
                    DeviceId.parse(FakeGateway.DEVICE),
                    "token",
                    "refresh");
    static final ChatId CHAT = ChatId.parse(FakeGateway.CHAT);
    static final Duration SOON = Duration.ofSeconds(10);

    private final FakeGateway gateway = new FakeGateway();
    private final TestDevice device = TestDevice.of(gateway.uri(), ACCOUNT);

    @AfterEach
    void close() {
        device.close();
        gateway.close();
    }

    @Test
    void newChatStartsAtItsHeadAndEventsAreAppliedOnceInOrder() {
        Peer peer = attached(3);
        peer.message(4, "four");
        peer.message(4, "four");
        peer.message(5, "five");
        device.awaitSeq(CHAT, 5, SOON);
        assertThat(texts()).containsExactly("four", "five");
        assertThat(device.log(CHAT)).extracting(Applied::seq).containsExactly(4L, 5L);
    }

    @Test
    void gapIsFilledBySync() {
        Peer peer = attached(3);
        peer.message(6, "six");
        JsonNode sync = peer.expect("sync");
        assertThat(sync.get("since").asLong()).isEqualTo(3);
        peer.message(7, "seven");
        peer.batch(
                3,
                6,
                answer(sync),
                FakeGateway.stored(4, 4, "four"),
                FakeGateway.stored(6, 6, "six"));
        device.awaitSeq(CHAT, 7, SOON);
        assertThat(texts()).containsExactly("four", "six", "seven");
    }

    @Test
    void anAnswerOwesWhatWasSeenWhenItWasAskedForAndNoMore() {
        Peer peer = attached(3);
        peer.message(5, "five");
        JsonNode first = peer.expect("sync");
        peer.message(7, "seven");
        peer.send("{'t':'resync'}");
        JsonNode second = peer.expect("sync");
        String four = FakeGateway.stored(4, 4, "four");
        String five = FakeGateway.stored(5, 5, "five");
        peer.batch(3, 5, answer(first), four, five);
        peer.batch(
                3,
                7,
                answer(second),
                four,
                five,
                FakeGateway.stored(6, 6, "six"),
                FakeGateway.stored(7, 7, "seven"));
        device.awaitSeq(CHAT, 7, SOON);
        assertThat(texts()).containsExactly("four", "five", "six", "seven");
    }

    @Test
    void truncatedBatchIsFollowedBySync() {
        attached(3);
        device.cut();
        Peer peer = gateway.accept();
        assertThat(peer.attach(600).get("cursors").get(FakeGateway.CHAT).asLong()).isEqualTo(3);
        peer.batch(3, 3, ",'truncated':true");
        JsonNode sync = peer.expect("sync");
        assertThat(sync.get("since").asLong()).isEqualTo(3);
        peer.synced();
        peer.batch(3, 600, answer(sync), FakeGateway.stored(5, 600, "edited"));
        device.awaitSeq(CHAT, 600, SOON);
        assertThat(texts()).containsExactly("edited");
    }

    @Test
    void raisedBatchDropsWhatWasBefore() {
        Peer peer = attached(3);
        peer.message(4, "four");
        device.awaitSeq(CHAT, 4, SOON);
        device.cut();
        peer = gateway.accept();
        peer.attach(9);
        peer.batch(7, 9, "", FakeGateway.stored(9, 9, "nine"));
        peer.synced();
        device.awaitAttaches(2, SOON);
        assertThat(texts()).containsExactly("nine");
        assertThat(device.cursor(CHAT)).isEqualTo(9);
    }

    @Test
    void otherEpochDropsTheStore() {
        attached(9);
        device.cut();
        Peer peer = gateway.accept();
        peer.hello();
        assertThat(peer.expect("auth").get("epoch").asText()).isEqualTo("1");
        peer.ready(4, "2", "");
        peer.synced();
        device.awaitAttaches(2, SOON);
        assertThat(device.cursor(CHAT)).isEqualTo(4);
    }

    @Test
    void sendsStayInTheOutboxUntilTheirEchoAndGoOutAgainInOrder() {
        Peer peer = attached(3);
        ClientMsgId one = device.send(CHAT, "one");
        ClientMsgId two = device.send(CHAT, "two");
        peer.expect("send");
        peer.expect("send");
        device.cut();
        peer = gateway.accept();
        peer.attach(3);
        peer.synced();
        JsonNode first = peer.expect("send");
        JsonNode second = peer.expect("send");
        assertThat(
                        List.of(
                                first.get("client_msg_id").asText(),
                                second.get("client_msg_id").asText()))
                .containsExactly(one.toString(), two.toString());
        peer.echo(first, 4);
        peer.echo(second, 5);
        device.awaitEmptyOutbox(SOON);
        assertThat(device.awaitEcho(two, SOON).get("seq").asLong()).isEqualTo(5);
    }

    @Test
    void changesStayInTheOutboxUntilTheirEventOrTheWordThatTheyChangedNothing() {
        Peer peer = attached(3);
        device.react(CHAT, 2, "+1", true);
        device.edit(CHAT, 2, "two");
        peer.expect("react");
        peer.expect("edit");
        device.cut();
        peer = gateway.accept();
        peer.attach(3);
        peer.synced();
        JsonNode react = peer.expect("react");
        JsonNode edit = peer.expect("edit");
        peer.send("{'t':'reply','id':%s}".formatted(react.get("client_msg_id")));
        peer.send(
                "{'t':'message.edited','chat_id':'%s','seq':4,'target':2,'sender_id':'%s','client_msg_id':%s,'body':%s,'edited_at':'%s','sent_at':'%s'}"
                        .formatted(
                                FakeGateway.CHAT,
                                FakeGateway.USER,
                                edit.get("client_msg_id"),
                                edit.get("body"),
                                FakeGateway.TIME,
                                FakeGateway.TIME));
        device.awaitEmptyOutbox(SOON);
        assertThat(device.cursor(CHAT)).isEqualTo(4);
    }

    @Test
    void sendIsInTheOutboxWhenTheCallReturns() {
        device.send(CHAT, "one");
        assertThatThrownBy(() -> device.awaitEmptyOutbox(Duration.ZERO))
                .hasMessageContaining("still in the outbox");
    }

    @Test
    void messageThatABatchShowsIsAcknowledgedToo() {
        Peer peer = attached(3);
        ClientMsgId id = device.send(CHAT, "hi");
        peer.expect("send");
        device.cut();
        peer = gateway.accept();
        peer.attach(4);
        String own = FakeGateway.stored(4, 4, "hi").replace(FakeGateway.id(4), id.toString());
        peer.batch(3, 4, "", own.replace(FakeGateway.OTHER, FakeGateway.USER));
        peer.synced();
        assertThat(device.awaitEcho(id, SOON).get("seq").asLong()).isEqualTo(4);
    }

    @Test
    void passingRefusalIsTriedAgainAndAFinalOneIsNot() {
        Peer peer = attached(3);
        ClientMsgId id = device.send(CHAT, "hi");
        reject(peer, id, "rate_limited");
        assertThat(peer.expect("send").get("client_msg_id").asText()).isEqualTo(id.toString());
        reject(peer, id, "forbidden");
        assertThat(device.awaitRefusal(id, SOON)).isEqualTo("forbidden");
        device.awaitEmptyOutbox(SOON);
    }

    @Test
    void chatBeginsWithTheOwnJoiningAndEndsWithTheOwnLeaving() {
        Peer peer = attached(0);
        peer.event(
                "member.joined",
                5,
                FakeGateway.OTHER,
                own("'role':'member','chat':%s,".formatted(chat(5))));
        peer.message(6, "hello");
        device.awaitSeq(CHAT, 6, SOON);
        assertThat(device.chats()).containsExactly(CHAT);
        peer.event("member.left", 7, FakeGateway.OTHER, own(""));
        device.awaitMembership(CHAT, false, SOON);
        assertThat(device.log(CHAT)).extracting(Applied::seq).containsExactly(5L, 6L, 7L);
        peer.event(
                "member.joined",
                9,
                FakeGateway.OTHER,
                own("'role':'member','chat':%s,".formatted(chat(9))));
        device.awaitSeq(CHAT, 9, SOON);
        assertThat(device.log(CHAT)).extracting(Applied::seq).containsExactly(9L);
    }

    @Test
    void chatThatWasLeftMeanwhileIsDropped() {
        attached(3);
        device.cut();
        Peer peer = gateway.accept();
        peer.hello();
        peer.expect("auth");
        peer.ready(0, "1", "'%s'".formatted(FakeGateway.CHAT));
        peer.synced();
        device.awaitMembership(CHAT, false, SOON);
    }

    @Test
    void reconnectOpensTheNewSocketBeforeTheOldOneIsClosed() {
        Peer old = attached(3);
        old.send("{'t':'reconnect','after_ms':1,'deadline_ms':9000,'reason':'drain'}");
        Peer fresh = gateway.accept();
        fresh.attach(3);
        old.message(4, "four");
        device.awaitSeq(CHAT, 4, SOON);
        fresh.message(4, "four");
        fresh.synced();
        assertThat(old.closedByDevice()).isTrue();
        fresh.message(5, "five");
        device.awaitSeq(CHAT, 5, SOON);
    }

    @Test
    void deviceComesBackAfterARestartAndStopsWhenItIsToldSo() {
        attached(3).close(1012);
        Peer peer = gateway.accept();
        peer.attach(3);
        peer.synced();
        device.awaitAttaches(2, SOON);
        peer.close(4502);
        assertThat(device.awaitStop(SOON)).isEqualTo(4502);
    }

    @Test
    void resyncMakesTheDeviceAskAndAFailedSyncIsAskedAgain() {
        Peer peer = attached(3);
        peer.send("{'t':'resync'}");
        peer.send(
                "{'t':'error','id':%s,'code':'unavailable','message':'later','retry_after_ms':1}"
                        .formatted(peer.expect("sync").get("id")));
        JsonNode again = peer.expect("sync");
        assertThat(again.get("since").asLong()).isEqualTo(3);
        peer.batch(3, 5, answer(again), FakeGateway.stored(5, 5, "five"));
        device.awaitSeq(CHAT, 5, SOON);
    }

    @Test
    void olderHistoryIsReadByRest() {
        attached(3);
        gateway.page(
                4,
                "{'messages':[%s,%s],'head_seq':3}"
                        .formatted(
                                FakeGateway.stored(2, 2, "two"),
                                FakeGateway.stored(3, 3, "three")));
        gateway.page(
                2, "{'messages':[%s],'head_seq':3}".formatted(FakeGateway.stored(1, 1, "one")));
        device.readHistory(CHAT);
        assertThat(texts()).containsExactly("one", "two", "three");
    }

    private Peer attached(long head) {
        Thread.ofVirtual().start(device::connect);
        Peer peer = gateway.accept();
        peer.attach(head);
        peer.synced();
        device.awaitAttaches(1, SOON);
        return peer;
    }

    private List<String> texts() {
        return device.messages(CHAT).stream()
                .map(message -> message.get("body").get("text").asText())
                .toList();
    }

    private static String answer(JsonNode sync) {
        return ",'id':%s".formatted(sync.get("id"));
    }

    private static String own(String more) {
        return "'user_id':'%s',%s".formatted(FakeGateway.USER, more);
    }

    private static String chat(long head) {
        return "{'chat_id':'%s','type':'group','created_by':'%s','created_at':'%s','role':'member','head_seq':%d}"
                .formatted(FakeGateway.CHAT, FakeGateway.OTHER, FakeGateway.TIME, head);
    }

    private static void reject(Peer peer, ClientMsgId id, String code) {
        peer.send(
                "{'t':'rejected','chat_id':'%s','client_msg_id':'%s','code':'%s'}"
                        .formatted(FakeGateway.CHAT, id, code));
    }
}
