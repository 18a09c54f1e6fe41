package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;

/// Sees the frames of one connection of a device, each before anybody acts on it. Several threads
/// call it.
public interface Tap {
    /// A tap that nobody looks at.
    Tap NONE =
            new Tap() {
                @Override
                public void sent(JsonNode frame) {}

                @Override
                public void received(JsonNode frame) {}

                @Override
                public void ended() {}
            };

    /// The device is about to send a frame.
    void sent(JsonNode frame);

    /// A frame came, in a form that the document has.
    void received(JsonNode frame);

    /// The connection is over.
    void ended();
}
