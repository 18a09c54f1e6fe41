package io.messenger.embedded;

import java.nio.file.Path;
import java.util.List;

/// As whom PostgreSQL's processes run: it refuses root, and users that have no name.
///
/// @param prefix what stands before each command
/// @param uid the owner that its files must have
record RunAs(List<String> prefix, int uid) {
    private static final int NOBODY = 65534;
    private static final List<String> NEW_NAMESPACE = List.of("unshare", "-U", "--");
    private static final List<String> DROP =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    private static final List<String> SU =
            List.of("su", "-s", "/bin/sh", "nobody", "-c", "exec \"$0\" \"$@\"");

    /// Ourselves where that is allowed. Else ourselves as seen from a user namespace, in which we
    /// are no longer root but still own our files. Else, in containers that refuse namespaces,
    /// really another user.
    static RunAs choose(int uid, String userName, Tools tools) {
        if (uid != 0 && !userName.equals("?")) {
            return new RunAs(List.of(), uid);
        }
        if (tools.can(NEW_NAMESPACE)) {
            return new RunAs(NEW_NAMESPACE, uid);
        }
        if (uid == 0 && tools.can(DROP)) {
            return new RunAs(DROP, NOBODY);
        }
        if (uid == 0 && tools.can(SU)) {
            return new RunAs(SU, NOBODY);
        }
        throw new StackException(
                "PostgreSQL does not run as user %d (%s), and this system has no unshare, setpriv or su to run it as another: start Messenger as an ordinary user."
                        .formatted(uid, userName));
    }

    /// Gives it a folder or file.
    void own(Path path) {
        if (ThisUser.isRoot()) {
            Trees.own(path, uid);
        }
    }

    /// Refuses, in a sentence, a place that it cannot come to, such as one in a home that is closed
    /// to others.
    void requireWayTo(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (uid == NOBODY && !Trees.opensToAll(above)) {
                throw new StackException(
                        "PostgreSQL refuses to run as root, so it runs as nobody, who may not enter %s: choose a folder that all users can reach, such as /var/lib/messenger."
                                .formatted(above));
            }
        }
    }
}
