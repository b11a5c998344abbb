package io.github.ecremulator.contract.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A reference to bytes by type, digest and size, as in the OCI image specification. */
record Descriptor(String mediaType, String digest, long size) {

    static Descriptor of(String mediaType, byte[] content) {
        return new Descriptor(mediaType, digestOf(content), content.length);
    }

    static String digestOf(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String json() {
        return "{" + members() + "}";
    }

    /** As JSON, with one more member. */
    String jsonWith(String member) {
        return "{" + members() + "," + member + "}";
    }

    private String members() {
        return "\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d".formatted(mediaType, digest, size);
    }
}
