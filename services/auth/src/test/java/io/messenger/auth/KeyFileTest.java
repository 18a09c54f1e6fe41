package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.messenger.platform.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir Path folder;

    @Test
    void aMissingFileIsMadeForItsOwnerOnlyAndKept() throws IOException {
        Path file = folder.resolve("new/keys.pem");
        String id = KeyFile.load(file, true).current().keyId();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
        assertThat(KeyFile.load(file, false).current().keyId()).isEqualTo(id);
    }

    @Test
    void aMissingFileStopsTheStartWhereItMustNotBeMade() {
        assertThatThrownBy(() -> KeyFile.load(folder.resolve("keys.pem"), false))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("token.key-file")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aFileWithoutAGoodKeyStopsTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("keys.pem"), "nothing");
        assertThatThrownBy(() -> KeyFile.load(file, true))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("no good RSA key");
    }

    @Test
    void tokensOutliveARestart() {
        try (AuthService before = AuthService.start()) {
            LoggedIn ann = before.login(before.registered());
            try (AuthService after =
                    AuthService.startWith(before.keyFile, "database.url", before.jdbcUrl)) {
                after.client().as(ann.access()).get("/v1/auth/sessions").expect(200);
            }
        }
    }

    @Test
    void theOlderFormOfPrivateKeysIsReadToo() throws Exception {
        RsaKey key = RsaKey.generate();
        byte[] pkcs1 =
                PrivateKeyInfo.getInstance(key.privateKey().getEncoded())
                        .parsePrivateKey()
                        .toASN1Primitive()
                        .getEncoded();
        String pem =
                "-----BEGIN RSA PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(pkcs1)
                        + "\n-----END RSA PRIVATE KEY-----\n";
        Path file = Files.writeString(folder.resolve("old.pem"), pem);
        assertThat(KeyFile.load(file, false).current().keyId()).isEqualTo(key.id());
    }
}
