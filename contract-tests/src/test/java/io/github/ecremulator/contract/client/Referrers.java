package io.github.ecremulator.contract.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The artifacts about an image, asked for at each of the two doors. */
final class Referrers {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Referrer(String digest, String artifactType) {}

    private Referrers() {}

    static List<Referrer> atTheRegistry(StandaloneEmulator emulator, String repository, String digest)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = emulator.get("/v2/" + repository + "/referrers/" + digest);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer + " " + answer.body());
        }
        return read(JSON.readTree(answer.body()).get("manifests"));
    }

    /** By the AWS CLI, or by the SDK where the CLI is older than the operation. */
    static List<Referrer> atTheApi(AwsCli aws, StandaloneEmulator emulator, String repository, String digest)
            throws IOException {
        Screen screen = aws.ecr(
                "list-image-referrers", "--repository-name", repository, "--subject-id", "imageDigest=" + digest);
        if (!screen.errors().toLowerCase(Locale.ROOT).contains("invalid choice")) {
            return read(JSON.readTree(screen.succeeded().output()).get("referrers"));
        }
        return emulator
                .ecr()
                .listImageReferrers(
                        request -> request.repositoryName(repository).subjectId(subject -> subject.imageDigest(digest)))
                .referrers()
                .stream()
                .map(referrer -> new Referrer(referrer.digest(), referrer.artifactType()))
                .toList();
    }

    private static List<Referrer> read(JsonNode descriptors) {
        return StreamSupport.stream(descriptors.spliterator(), false)
                .map(descriptor -> new Referrer(
                        descriptor.get("digest").asText(),
                        descriptor.get("artifactType").asText()))
                .toList();
    }
}
