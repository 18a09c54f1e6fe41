package io.messenger.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The XMPP servers that Debian has, each with the configuration beside this class.
enum XmppKind {
    EJABBERD("ejabberd.yml", Optional.of(Path.of("/usr/share/ejabberd/sql/pg.sql"))),
    PROSODY("prosody.cfg.lua", Optional.empty());

    private final String configuration;
    private final Optional<Path> schema;

    XmppKind(String configuration, Optional<Path> schema) {
        this.configuration = configuration;
        this.schema = schema;
    }

    /// @throws IllegalArgumentException with a sentence for whoever typed it
    static XmppKind named(String name) {
        for (XmppKind kind : values()) {
            if (kind.peerName().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("there is no peer " + name);
    }

    String peerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What it does not make by itself.
    Optional<Path> schema() {
        return schema;
    }

    /// @param folder for its files
    /// @param port on the loopback address
    record Place(Path folder, int port, Database database) {
        String fill(String template) {
            URI sql = URI.create(database.url().substring("jdbc:".length()));
            Map<String, String> values =
                    Map.of(
                            "{folder}", folder.toString(),
                            "{port}", String.valueOf(port),
                            "{sql.port}", String.valueOf(sql.getPort()),
                            "{sql.database}", sql.getPath().substring(1),
                            "{sql.user}", database.user(),
                            "{sql.password}", database.password());
            String filled = template;
            for (Map.Entry<String, String> value : values.entrySet()) {
                filled = filled.replace(value.getKey(), value.getValue());
            }
            return filled;
        }
    }

    /// Starts it in the foreground.
    Process launch(Place place, Path log) throws IOException {
        Path file = place.folder().resolve(configuration);
        Files.writeString(file, place.fill(resource()));
        ProcessBuilder builder =
                switch (this) {
                    case EJABBERD -> ejabberd(place.folder(), file);
                    case PROSODY ->
                            new ProcessBuilder(
                                    "/usr/bin/prosody", "-F", "--config", file.toString());
                };
        return builder.directory(place.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /// As `ejabberdctl foreground` does, without the distribution of Erlang, and without waiting
    /// busily: other processes need the processors.
    private static ProcessBuilder ejabberd(Path folder, Path file) throws IOException {
        List<String> command =
                List.of(
                        "erl",
                        "-noinput",
                        "+K",
                        "true",
                        "+P",
                        "250000",
                        "+sbwt",
                        "none",
                        "+sbwtdcpu",
                        "none",
                        "+sbwtdio",
                        "none",
                        "-mnesia",
                        "dir",
                        "\"" + folder.resolve("mnesia") + "\"",
                        "-s",
                        "ejabberd");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ERL_LIBS", libraries().toString());
        builder.environment().put("EJABBERD_CONFIG_PATH", file.toString());
        builder.environment().put("EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString());
        builder.environment().put("HOME", folder.toString());
        return builder;
    }

    /// Debian has them in a folder that is named after the processor.
    private static Path libraries() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path folder : all) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "ejabberd-*")) {
                    if (found.iterator().hasNext()) {
                        return folder;
                    }
                } catch (IOException e) {
                    // A file, or not ours to read.
                }
            }
        }
        throw new NoSuchFileException("/usr/lib/*/ejabberd-*");
    }

    String resource() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(XmppKind.class.getResourceAsStream(configuration))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
