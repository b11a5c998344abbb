package io.github.ecremulator.contract.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * Bytes that a manifest can refer to.
 *
 * @param bytes what is stored
 * @param mediaType how a manifest names them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares blobs, and copies of megabytes would only cost
record Blob(byte[] bytes, String mediaType) {

    static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    static Blob config(String content) {
        return new Blob(
                utf8("{\"architecture\":\"amd64\",\"os\":\"linux\",\"author\":\"" + content + "\"}"), OCI_CONFIG);
    }

    static Blob layer(String content) {
        return new Blob(utf8(content), OCI_LAYER);
    }

    /** A layer of this many bytes, the same for the same size. */
    static Blob layerOf(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new Blob(bytes, OCI_LAYER);
    }

    Blob as(String otherMediaType) {
        return new Blob(bytes, otherMediaType);
    }

    int size() {
        return bytes.length;
    }

    String digest() {
        return digestOf(bytes);
    }

    ObjectNode descriptor() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", mediaType)
                .put("digest", digest())
                .put("size", size());
    }

    static String digestOf(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
