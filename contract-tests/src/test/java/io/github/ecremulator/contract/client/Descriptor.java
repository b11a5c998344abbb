package io.github.ecremulator.contract.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** A reference to bytes by type, digest and size, as in the OCI image specification. */
record Descriptor(String mediaType, String digest, long size) {

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mediaType", mediaType);
        json.put("digest", digest);
        json.put("size", size);
        return json;
    }
}
