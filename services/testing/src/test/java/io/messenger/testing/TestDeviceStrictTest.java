package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.testing.FakeGateway.Peer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Each promise that a gateway may break, broken once: the device must say so, loudly.
class TestDeviceStrictTest {
    @Test
    void sameSeqWithAnotherEvent() {
        breaks(
                "two events with one seq",
                peer -> {
                    peer.message(4, "four");
                    peer.message(4, "quatre");
                });
    }

    @Test
    void sameSeqWithAnotherMessageInABatch() {
        breaks(
                "seq 4 was of",
                peer -> {
                    peer.message(4, "four");
                    peer.batch(
                            3,
                            4,
                            "",
                            FakeGateway.stored(4, 4, "four")
                                    .replace(FakeGateway.id(4), FakeGateway.id(44)));
                });
    }

    @Test
    void messageThatIsStoredTwice() {
        breaks(
                "stored twice, at seq 4",
                peer -> {
                    peer.message(4, "four");
                    peer.batch(
                            4,
                            5,
                            "",
                            FakeGateway.stored(5, 5, "four")
                                    .replace(FakeGateway.id(5), FakeGateway.id(4)));
                });
    }

    @Test
    void syncThatLacksWhatWasDeliveredBefore() {
        breaks(
                "an event was delivered live that the later sync lacks",
                peer -> {
                    peer.message(6, "six");
                    JsonNode sync = peer.expect("sync");
                    peer.batch(
                            3,
                            4,
                            ",'id':%s".formatted(sync.get("id")),
                            FakeGateway.stored(4, 4, "four"));
                });
    }

    @Test
    void truncatedSyncWithoutProgress() {
        breaks(
                "truncated, and no progress",
                peer -> {
                    peer.message(6, "six");
                    JsonNode sync = peer.expect("sync");
                    peer.batch(3, 3, ",'truncated':true,'id':%s".formatted(sync.get("id")));
                });
    }

    @Test
    void changesOutOfOrder() {
        breaks(
                "changes out of order",
                peer ->
                        peer.batch(
                                3,
                                5,
                                "",
                                FakeGateway.stored(5, 5, "five"),
                                FakeGateway.stored(4, 4, "four")));
    }

    @Test
    void changesBeyondTheBatch() {
        breaks(
                "changes out of order",
                peer -> peer.batch(3, 4, "", FakeGateway.stored(5, 5, "five")));
    }

    @Test
    void eventOfAChatThatDoesNotBeginWithTheOwnJoining() {
        breaks(
                "a chat must begin with the own joining",
                peer ->
                        peer.send(
                                """
                                {'t':'message.new','chat_id':'0198c0de-0000-7000-8000-0000000000c2','seq':4,
                                'sender_id':'%s','client_msg_id':'%s','body':{'type':'text','text':'x'},'sent_at':'%s'}\
                                """
                                        .formatted(
                                                FakeGateway.OTHER,
                                                FakeGateway.id(4),
                                                FakeGateway.TIME)));
    }

    @Test
    void frameThatIsNoFrame() {
        breaks("without a string t", peer -> peer.send("{'seq':4}"));
    }

    @Test
    void fieldThatNobodyDocumented() {
        breaks("by docs/asyncapi.yaml", peer -> peer.send("{'t':'resync','why':'so'}"));
    }

    @Test
    void secondSynced() {
        breaks("in stage LIVE came", Peer::synced);
    }

    @Test
    void refusedAndStored() {
        fails(
                "refused with forbidden, but stored",
                (device, peer) -> {
                    var id = device.send(TestDeviceTest.CHAT, "hi");
                    JsonNode send = peer.expect("send");
                    peer.send(
                            "{'t':'rejected','chat_id':'%s','client_msg_id':'%s','code':'forbidden'}"
                                    .formatted(FakeGateway.CHAT, id));
                    peer.echo(send, 4);
                });
    }

    @Test
    void chatThatIsBehindAndGetsNoBatch() {
        reattached(
                "are behind and got no batch",
                peer -> {
                    peer.attach(9);
                    peer.synced();
                });
    }

    @Test
    void chatThatReadyForgets() {
        reattached("neither in chats nor in left", peer -> peer.attach(0));
    }

    @Test
    void eventBeforeReady() {
        reattached(
                "before ready",
                peer -> {
                    peer.hello();
                    peer.expect("auth");
                    peer.message(4, "early");
                });
    }

    private interface Breach {
        void by(TestDevice device, Peer peer);
    }

    /// On a socket that is live, with the chat at seq 3.
    private static void breaks(String sentence, Consumer<Peer> breach) {
        fails(sentence, (device, peer) -> breach.accept(peer));
    }

    /// On a device's second connection, with its cursor at 3.
    private static void reattached(String sentence, Consumer<Peer> breach) {
        try (FakeGateway gateway = new FakeGateway()) {
            TestDevice device = TestDevice.of(gateway.uri(), TestDeviceTest.ACCOUNT);
            attach(device, gateway);
            device.cut();
            breach.accept(gateway.accept());
            saysSo(device, sentence);
        }
    }

    private static void fails(String sentence, Breach breach) {
        try (FakeGateway gateway = new FakeGateway()) {
            TestDevice device = TestDevice.of(gateway.uri(), TestDeviceTest.ACCOUNT);
            breach.by(device, attach(device, gateway));
            saysSo(device, sentence);
        }
    }

    private static Peer attach(TestDevice device, FakeGateway gateway) {
        Thread.ofVirtual().start(device::connect);
        Peer peer = gateway.accept();
        peer.attach(3);
        peer.synced();
        device.awaitAttaches(1, TestDeviceTest.SOON);
        return peer;
    }

    private static void saysSo(TestDevice device, String sentence) {
        assertThatThrownBy(() -> device.awaitSeq(TestDeviceTest.CHAT, 99, TestDeviceTest.SOON))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(sentence);
        assertThatThrownBy(device::close).hasMessageContaining(sentence);
    }
}
