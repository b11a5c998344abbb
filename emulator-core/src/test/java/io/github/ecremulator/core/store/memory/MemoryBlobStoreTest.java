package io.github.ecremulator.core.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.store.BlobReader;
import io.github.ecremulator.core.store.BlobStore;
import io.github.ecremulator.core.store.BlobStoreContract;
import io.github.ecremulator.core.store.BlobUsage;
import io.github.ecremulator.core.store.BlobWriter;
import io.github.ecremulator.core.store.LeftoverFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;

class MemoryBlobStoreTest extends BlobStoreContract {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final int MIB = 1 << 20;

    @Override
    protected BlobStore newStore() {
        return new MemoryBlobStore();
    }

    @Override
    protected LeftoverFiles leftovers() throws IOException {
        return new LeftoverFiles(TEMPORARY, name -> name.startsWith("ecr-emulator-"));
    }

    @Test
    void up_to_one_mebibyte_lies_on_the_heap() throws IOException {
        publish(bytes(MIB));

        assertThat(store().usage()).isEqualTo(new BlobUsage(1, MIB, 0));
    }

    @Test
    void one_byte_more_lies_in_a_file() throws IOException {
        publish(bytes(MIB + 1));

        assertThat(store().usage()).isEqualTo(new BlobUsage(1, MIB + 1, 1));
    }

    @Test
    void an_unfinished_blob_counts_as_a_file_once_it_outgrows_the_heap() throws IOException {
        BlobWriter writer = writerOf(bytes(MIB));
        assertThat(store().usage()).isEqualTo(new BlobUsage(0, 0, 0));
        writer.write(new byte[1], 0, 1);
        assertThat(store().usage()).isEqualTo(new BlobUsage(0, 0, 1));
        store().publish(writer, Digest.sha256(new byte[0]));

        assertThat(store().usage()).isEqualTo(new BlobUsage(1, MIB + 1, 1));
    }

    @Test
    void a_file_that_is_read_goes_when_the_reader_closes() throws IOException {
        Digest digest = publish(bytes(2 * MIB));
        BlobReader reader = store().open(digest).orElseThrow();
        store().delete(digest);
        assertThat(store().usage()).isEqualTo(new BlobUsage(0, 0, 1));
        reader.close();

        assertThat(store().usage()).isEqualTo(new BlobUsage(0, 0, 0));
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "open files keep their names there")
    void files_have_no_name_even_while_they_are_open() throws IOException {
        List<Path> before = files();
        publish(bytes(2 * MIB));
        writerOf(bytes(3 * MIB));

        assertThat(store().usage().files()).isEqualTo(2);
        assertThat(files().stream().filter(file -> !before.contains(file) && Files.exists(file)))
                .isEmpty();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.filter(file -> file.getFileName().toString().startsWith("ecr-emulator-"))
                    .toList();
        }
    }
}
