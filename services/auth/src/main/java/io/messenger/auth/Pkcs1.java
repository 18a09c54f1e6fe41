package io.messenger.auth;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/// The older form of private RSA keys, which the JDK does not read.
final class Pkcs1 {
    private Pkcs1() {}

    /// The same key in the form that the JDK reads.
    ///
    /// @throws GeneralSecurityException when the bytes are no such key
    static byte[] toPkcs8(byte[] pkcs1) throws GeneralSecurityException {
        try {
            AlgorithmIdentifier rsa =
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
            return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(pkcs1)).getEncoded();
        } catch (IOException e) {
            throw new GeneralSecurityException("a key that is no PKCS#1", e);
        }
    }
}
