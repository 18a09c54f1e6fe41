package io.messenger.standalone;

import io.messenger.testing.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Keeps all that this virtual machine prints while tests run, the logs of the services with it,
/// and what the processes print that tests start; and fails the run when any of it shows a
/// password, a token, a code or the text of a message that a test has used.
///
/// JUnit finds it by ServiceLoader, and calls it before the first class, so before any service is
/// there; the search comes after the last class.
public final class PrintedOutput implements BeforeAllCallback {
    private static final ByteArrayOutputStream KEPT = new ByteArrayOutputStream();

    /// The output of a process that a test has started, once it has ended.
    static void ofProcess(Path log) {
        try {
            byte[] said = Files.readAllBytes(log);
            KEPT.write(said, 0, said.length);
        } catch (IOException e) {
            throw new UncheckedIOException("what a process said is not there", e);
        }
    }

    /// All so far.
    static String text() {
        return KEPT.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(PrintedOutput.class))
                .computeIfAbsent("kept", _ -> new Search(), Search.class);
    }

    /// Listens from its making on, and searches when it is closed.
    private static final class Search implements AutoCloseable {
        private final PrintStream out = System.out;
        private final PrintStream err = System.err;

        Search() {
            System.setOut(both(out));
            System.setErr(both(err));
        }

        private static PrintStream both(PrintStream shown) {
            OutputStream both =
                    new OutputStream() {
                        @Override
                        public void write(int one) {
                            shown.write(one);
                            KEPT.write(one);
                        }

                        @Override
                        public void write(byte[] some, int from, int count) {
                            shown.write(some, from, count);
                            KEPT.write(some, from, count);
                        }

                        @Override
                        public void flush() {
                            shown.flush();
                        }
                    };
            return new PrintStream(both, true, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            System.setOut(out);
            System.setErr(err);
            Set<String> lines = new SecretSearch(Secrets.used()).linesOf(KEPT.toByteArray());
            if (!lines.isEmpty()) {
                throw new AssertionError("secrets were printed:\n  " + String.join("\n  ", lines));
            }
        }
    }
}
