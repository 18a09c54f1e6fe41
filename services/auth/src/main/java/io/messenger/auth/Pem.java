package io.messenger.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Private RSA keys as text: PKCS#8, which `openssl genpkey` and we write, and PKCS#1, which older
/// tools and Helm's `genPrivateKey` write.
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1?PRIVATE KEY-----");

    private Pem() {}

    /// All keys of the text, in its order.
    ///
    /// @throws GeneralSecurityException when there is none, or one cannot be used
    static List<RsaKey> read(String text) throws GeneralSecurityException {
        List<RsaKey> keys = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = block.group(1) == null ? der : Pkcs1.toPkcs8(der);
            keys.add(
                    RsaKey.of(
                            (RSAPrivateCrtKey)
                                    KeyFactory.getInstance("RSA")
                                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8))));
        }
        if (keys.isEmpty()) {
            throw new GeneralSecurityException("no unencrypted PRIVATE KEY block in it");
        }
        return keys;
    }

    /// One key as PKCS#8.
    static String write(RsaKey key) {
        String base64 =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.privateKey().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
