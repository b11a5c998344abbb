package io.github.ecremulator.core.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves that a text was made by this emulator. Safe for use by many threads. */
public final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** A seal with a secret of its own. */
    public Seal(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The 32 bytes that only this seal can make from the content. */
    public byte[] of(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether a seal belongs to the content, in constant time. */
    public boolean fits(byte[] content, byte[] seal) {
        return MessageDigest.isEqual(of(content), seal);
    }
}
