package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** An image moved by the operations of the ECR API alone, with the AWS SDK. */
final class ImageApi {

    private ImageApi() {}

    static void put(EcrClient ecr, String repository, String tag, OciLayout image) throws IOException {
        upload(ecr, repository, image);
        putImage(ecr, repository, tag, image);
    }

    /** Uploads the config and the layers. */
    static void upload(EcrClient ecr, String repository, OciLayout image) throws IOException {
        for (String digest : image.blobs()) {
            upload(ecr, repository, digest, Files.readAllBytes(image.file(digest)));
        }
    }

    static void putImage(EcrClient ecr, String repository, String tag, OciLayout image) throws IOException {
        String manifest = image.manifest();
        ecr.putImage(request -> request.repositoryName(repository)
                .imageTag(tag)
                .imageManifest(manifest)
                .imageManifestMediaType(image.root().mediaType()));
    }

    static String manifest(EcrClient ecr, String repository, String tag) {
        return ecr.batchGetImage(request -> request.repositoryName(repository)
                        .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                .images()
                .get(0)
                .imageManifest();
    }

    /** The bytes behind the URL that the API gives for a layer. */
    static byte[] layer(EcrClient ecr, String repository, String digest) throws IOException, InterruptedException {
        String url = ecr.getDownloadUrlForLayer(
                        request -> request.repositoryName(repository).layerDigest(digest))
                .downloadUrl();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new AssertionError(url + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static void upload(EcrClient ecr, String repository, String digest, byte[] bytes) {
        String upload = ecr.initiateLayerUpload(request -> request.repositoryName(repository))
                .uploadId();
        ecr.uploadLayerPart(request -> request.repositoryName(repository)
                .uploadId(upload)
                .partFirstByte(0L)
                .partLastByte(bytes.length - 1L)
                .layerPartBlob(SdkBytes.fromByteArray(bytes)));
        ecr.completeLayerUpload(
                request -> request.repositoryName(repository).uploadId(upload).layerDigests(digest));
    }
}
