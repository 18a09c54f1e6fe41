package io.messenger.auth;

import java.io.IOException;
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
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

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
            byte[] pkcs8 = block.group(1) == null ? der : wrap(der);
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

    private static byte[] wrap(byte[] pkcs1) throws GeneralSecurityException {
        try {
            AlgorithmIdentifier rsa =
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
            return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(pkcs1)).getEncoded();
        } catch (IOException e) {
            throw new GeneralSecurityException("a key that is no PKCS#1", e);
        }
    }

    /// One key as PKCS#8.
    static String write(RsaKey key) {
        String base64 =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.privateKey().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
