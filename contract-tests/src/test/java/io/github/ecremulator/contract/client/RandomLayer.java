package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A layer of one file of the given size that does not compress, always the same, never held whole. */
record RandomLayer(long size) implements Command.Input {

    static final long MEGABYTE = 1_000_000;

    @Override
    public void writeTo(OutputStream out) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("random");
        entry.setSize(size);
        entry.setModTime(0);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.putArchiveEntry(entry);
            SplittableRandom random = new SplittableRandom(42);
            byte[] bytes = new byte[1 << 16];
            for (long left = size; left > 0; left -= bytes.length) {
                random.nextBytes(bytes);
                tar.write(bytes, 0, (int) Math.min(left, bytes.length));
            }
            tar.closeArchiveEntry();
        }
    }
}
