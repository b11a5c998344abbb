package io.github.ecremulator.contract.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The one file of the images made here, {@code /content}, as a layer, and the config of an image that has it. */
record ImageFile(String architecture, String content) {

    static ImageFile forThisMachine(String content) {
        return new ImageFile(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64", content);
    }

    byte[] layer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            add(tar, "content", content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    byte[] compressedLayer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(layer());
        }
        return bytes.toByteArray();
    }

    byte[] config() throws IOException {
        String config = """
                {"created":"2026-01-01T00:00:00Z","architecture":"%s","os":"linux","config":{"Cmd":["/content"]},\
                "rootfs":{"type":"layers","diff_ids":["%s"]},"history":[{"created_by":"contract test"}]}""";
        return config.formatted(architecture, Descriptor.digestOf(layer())).getBytes(UTF_8);
    }

    /** Writes the archive that {@code docker load} and {@code podman load} read, which names the image. */
    void writeArchive(OutputStream out, String reference) throws IOException {
        String manifest =
                "[{\"Config\":\"config.json\",\"RepoTags\":[\"%s\"],\"Layers\":[\"layer.tar\"]}]".formatted(reference);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            add(tar, "config.json", config());
            add(tar, "layer.tar", layer());
            add(tar, "manifest.json", manifest.getBytes(UTF_8));
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
