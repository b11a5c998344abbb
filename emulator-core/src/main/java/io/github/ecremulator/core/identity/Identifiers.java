package io.github.ecremulator.core.identity;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** The source of everything that must not repeat. As safe for many threads as the generator it draws from. */
public final class Identifiers {

    private final RandomGenerator random;

    /** Draws from a generator. */
    public Identifiers(RandomGenerator random) {
        this.random = random;
    }

    /** A random UUID, version 4, in lower case. */
    public String uuid() {
        long most = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least).toString();
    }

    /** A fresh secret. */
    public byte[] secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return secret;
    }
}
