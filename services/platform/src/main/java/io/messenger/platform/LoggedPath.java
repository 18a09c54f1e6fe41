package io.messenger.platform;

import io.helidon.webserver.http.ServerRequest;
import java.util.regex.Pattern;

/// A request's path as logs may have it: whoever reads the code of an invitation could use it.
public final class LoggedPath {
    private static final Pattern CODE = Pattern.compile("(?<=/invites/)[^/]+");

    private LoggedPath() {}

    /// Without codes and without the query.
    public static String of(ServerRequest req) {
        return without(req.path().path());
    }

    static String without(String path) {
        return CODE.matcher(path).replaceAll("…");
    }
}
