package io.messenger.standalone;

import io.messenger.auth.AuthApp;
import io.messenger.chat.ChatApp;
import io.messenger.gateway.GatewayApp;
import io.messenger.message.MessageApp;
import io.messenger.user.UserApp;
import java.util.List;

/// The five services of the messenger, the public door first.
final class Services {
    private Services() {}

    static List<Service> all() {
        return List.of(
                new Service("gateway", settings -> GatewayApp.start(settings)::close),
                new Service("auth", settings -> AuthApp.start(settings)::close),
                new Service("user", settings -> UserApp.start(settings)::close),
                new Service("chat", settings -> ChatApp.start(settings)::close),
                new Service("message", settings -> MessageApp.start(settings)::close));
    }
}
