package io.github.ecremulator.core;

import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.image.BatchResult;
import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.core.image.TaggedImage;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.core.state.RepositorySettings;
import io.github.ecremulator.core.store.BlobReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A repository of an emulator in the hands of its owner, with the short words that tests need. */
public final class RepositoryHandle {

    private final EcrEmulator emulator;
    private final RepositoryId id;
    private final Caller owner;

    private RepositoryHandle(EcrEmulator emulator, String name) {
        this.emulator = emulator;
        this.id = new RepositoryId(emulator.home(), new RepositoryName(name));
        this.owner = Caller.administrator(
                id.registry().account(), id.registry().region().partition());
    }

    /** A repository that exists, or existed. */
    public static RepositoryHandle of(EcrEmulator emulator, String name) {
        return new RepositoryHandle(emulator, name);
    }

    /** A repository that is created now. */
    public static RepositoryHandle create(EcrEmulator emulator, String name) {
        return create(emulator, name, RepositorySettings.DEFAULT);
    }

    /** A repository that is created now. */
    public static RepositoryHandle create(EcrEmulator emulator, String name, RepositorySettings settings) {
        RepositoryHandle handle = new RepositoryHandle(emulator, name);
        emulator.repositories().create(handle.owner, handle.id, settings, Map.of());
        return handle;
    }

    public RepositoryId id() {
        return id;
    }

    public Caller owner() {
        return owner;
    }

    /** Deletes it, with its images. */
    public void delete() {
        emulator.repositories().delete(owner, id, true);
    }

    /** Opens an upload. */
    public String beginUpload() {
        return emulator.layers().initiateUpload(owner, id);
    }

    /** Appends to an upload. */
    public void append(String upload, byte[] part) throws IOException {
        append(upload, new ByteArrayInputStream(part));
    }

    /** Appends to an upload. */
    public void append(String upload, InputStream part) throws IOException {
        emulator.layers().uploadPart(owner, id, upload, part, OptionalLong.empty(), OptionalLong.empty());
    }

    /** Completes an upload whose whole content is this, of which the last bytes still come along. */
    public Digest complete(String upload, byte[] whole, byte[] rest) throws IOException {
        return complete(upload, Digest.sha256(whole).value(), new ByteArrayInputStream(rest));
    }

    /** Completes an upload. */
    public Digest complete(String upload, String digest, InputStream rest) throws IOException {
        return emulator.layers()
                .completeUpload(owner, id, upload, rest, OptionalLong.empty(), OptionalLong.empty(), List.of(digest));
    }

    /** Uploads a layer. */
    public Digest upload(byte[] content) throws IOException {
        return complete(beginUpload(), content, content);
    }

    /** Whether it has a layer. */
    public boolean has(Digest layer) {
        return emulator.layers().find(owner, id, layer.value()).isPresent();
    }

    /** The bytes of a layer. */
    public byte[] read(Digest layer) throws IOException {
        try (BlobReader reader = emulator.layers().open(owner, id, layer.value())) {
            return reader.readAll();
        }
    }

    /** Puts a manifest whose layers are there. */
    public TaggedImage put(byte[] manifest, String mediaType, @Nullable String tag) {
        return emulator.images()
                .put(owner, id, new Images.Push(manifest, mediaType, tag == null ? null : new ImageTag(tag), null));
    }

    /** Pushes an image with all its layers. */
    public Digest push(TestImage image, String tag) {
        return new Digest(emulator.push(id.name() + ":" + tag, image));
    }

    /** Whether it has an image. */
    public boolean has(String tag) {
        return emulator.images()
                .get(owner, id, List.of(new ImageId(null, tag)))
                .failures()
                .isEmpty();
    }

    /** Deletes images or tags. */
    public BatchResult<ImageId> delete(ImageId... images) {
        return emulator.images().delete(owner, id, List.of(images));
    }

    /** Deletes an image with all its tags. */
    public void delete(Digest image) {
        delete(ImageId.ofDigest(image));
    }
}
