package io.github.ecremulator.core.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The address of content by its hash, such as {@code sha256:e3b0c4…}.
 *
 * @param value algorithm, colon, lower-case hexadecimal digits
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI image
 *     specification, digests</a>
 */
public record Digest(String value) implements Comparable<Digest> {

    /** What ECR accepts as the form of a digest, whatever its algorithm. */
    public static final String GRAMMAR = "[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+";

    private static final Pattern FORM = Pattern.compile(GRAMMAR);
    private static final Pattern SHA256 = Pattern.compile("sha256:[a-f0-9]{64}");
    private static final Pattern SHA512 = Pattern.compile("sha512:[a-f0-9]{128}");

    /** @throws IllegalArgumentException when the value is not a digest of a supported algorithm */
    public Digest {
        if (!isSupported(value)) {
            throw new IllegalArgumentException("not a sha256 or sha512 digest: '" + value + "'");
        }
    }

    /** Whether a text has the form of a digest, of any algorithm and length. */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /** Whether a text is a sha256 or sha512 digest in canonical form. */
    public static boolean isSupported(String value) {
        return SHA256.matcher(value).matches() || SHA512.matcher(value).matches();
    }

    /** The sha256 digest of some bytes. */
    public static Digest sha256(byte[] bytes) {
        return ofHash("sha256", newHash("sha256").digest(bytes));
    }

    /** The digest with a hash that was computed elsewhere. */
    public static Digest ofHash(String algorithm, byte[] hash) {
        return new Digest(algorithm + ":" + HexFormat.of().formatHex(hash));
    }

    /** A fresh hash of a supported algorithm. */
    public static MessageDigest newHash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and SHA-512", e);
        }
    }

    /** {@code sha256} or {@code sha512}. */
    public String algorithm() {
        return value.substring(0, value.indexOf(':'));
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
