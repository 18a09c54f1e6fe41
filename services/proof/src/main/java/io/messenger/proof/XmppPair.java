package io.messenger.proof;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Two people on an XMPP server who write to each other in turn.
final class XmppPair implements Conversation {
    private final Talk talk;
    private final XmppSide first;
    private final XmppSide second;
    private final Template toFirst;
    private final Template toSecond;

    XmppPair(Tally tally, Talk talk, String run, int textBytes) {
        this.talk = talk;
        this.first = new XmppSide(tally, talk.chats(), run);
        this.second = new XmppSide(tally, talk.chats(), run);
        this.toFirst = XmppSide.template(first, run, textBytes);
        this.toSecond = XmppSide.template(second, run, textBytes);
    }

    void open(InetSocketAddress server) throws IOException {
        first.open(server);
        second.open(server);
    }

    void join(Swarm swarm) throws IOException {
        swarm.add(first.peer());
        swarm.add(second.peer());
    }

    @Override
    public void send(int number) throws IOException {
        if (talk.writer(number) == 0) {
            first.send(number, toSecond);
        } else {
            second.send(number, toFirst);
        }
    }
}
