package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.LayerAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;

/** What a test does to one repository, in short words, by one caller. */
final class RepositoryUnderTest {

    private final EcrClient client;
    private final String name;

    private RepositoryUnderTest(EcrClient client, String name) {
        this.client = client;
        this.name = name;
    }

    static RepositoryUnderTest created(EcrClient client, String name) {
        client.createRepository(r -> r.repositoryName(name));
        return new RepositoryUnderTest(client, name);
    }

    static RepositoryUnderTest existing(EcrClient client, String name) {
        return new RepositoryUnderTest(client, name);
    }

    String name() {
        return name;
    }

    /** Uploads blobs; one that is there already is as good as uploaded, as it is to docker. */
    void upload(Blob... blobs) {
        for (Blob blob : blobs) {
            try {
                finish(startedUpload(blob.bytes()), blob.digest());
            } catch (LayerAlreadyExistsException alreadyThere) {
                assertThat(alreadyThere.awsErrorDetails().errorMessage()).contains(blob.digest());
            }
        }
    }

    /** Opens an upload and sends each of these parts. */
    String startedUpload(byte[]... parts) {
        String uploadId =
                client.initiateLayerUpload(r -> r.repositoryName(name)).uploadId();
        long first = 0;
        for (byte[] part : parts) {
            sendPart(uploadId, first, part);
            first += part.length;
        }
        return uploadId;
    }

    long sendPart(String uploadId, long firstByte, byte[] part) {
        return client.uploadLayerPart(r -> r.repositoryName(name)
                        .uploadId(uploadId)
                        .partFirstByte(firstByte)
                        .partLastByte(firstByte + part.length - 1)
                        .layerPartBlob(SdkBytes.fromByteArray(part)))
                .lastByteReceived();
    }

    void finish(String uploadId, String... digests) {
        client.completeLayerUpload(
                r -> r.repositoryName(name).uploadId(uploadId).layerDigests(digests));
    }

    /** A one-layer OCI image whose blobs are there, and whose manifest is not. */
    Manifest uploadedImage(String content) {
        Blob config = Blob.config(content);
        Blob layer = Blob.layer(content);
        upload(config, layer);
        return Manifest.ociImage(config, layer);
    }

    /** A one-layer OCI image, put under each of these tags, or under none. */
    Manifest pushed(String content, String... tags) {
        Manifest image = uploadedImage(content);
        put(image, tags);
        return image;
    }

    void put(Manifest manifest, String... tags) {
        if (tags.length == 0) {
            putImage(manifest, null);
        }
        for (String tag : tags) {
            putImage(manifest, tag);
        }
    }

    PutImageResponse putImage(Manifest manifest, @Nullable String tag) {
        return client.putImage(
                r -> r.repositoryName(name).imageManifest(manifest.json()).imageTag(tag));
    }

    BatchGetImageResponse get(ImageIdentifier... ids) {
        return client.batchGetImage(r -> r.repositoryName(name).imageIds(ids));
    }

    BatchDeleteImageResponse delete(ImageIdentifier... ids) {
        return client.batchDeleteImage(r -> r.repositoryName(name).imageIds(ids));
    }

    List<ImageDetail> details() {
        return client.describeImagesPaginator(r -> r.repositoryName(name)).imageDetails().stream()
                .toList();
    }

    ImageDetail detail(Manifest image) {
        return client.describeImages(r -> r.repositoryName(name).imageIds(digest(image)))
                .imageDetails()
                .get(0);
    }

    List<ImageIdentifier> ids() {
        return client.listImagesPaginator(r -> r.repositoryName(name)).imageIds().stream()
                .toList();
    }

    static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    static ImageIdentifier digest(Manifest image) {
        return digest(image.digest());
    }

    static ImageIdentifier digest(String digest) {
        return ImageIdentifier.builder().imageDigest(digest).build();
    }

    static ImageIdentifier id(Manifest image, String tag) {
        return ImageIdentifier.builder()
                .imageDigest(image.digest())
                .imageTag(tag)
                .build();
    }
}
