package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** Callers who come at once are served as if one had come after the other. */
@Assumed("a service that kept its promises to one caller at a time only would keep none")
class ConcurrencyTest {

    private static final int CALLERS = 16;

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private static EcrClient client() {
        return ecr.client();
    }

    /** Runs a call of each caller at once, and tells each outcome: "done", or the name of the error. */
    private static List<String> atOnce(IntFunction<Runnable> callOfCaller)
            throws InterruptedException, ExecutionException {
        client();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<String>> calls = IntStream.range(0, CALLERS)
                    .mapToObj(callOfCaller)
                    .<Callable<String>>map(call -> () -> outcomeOf(call))
                    .toList();
            List<String> outcomes = new ArrayList<>();
            for (Future<String> outcome : callers.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            callers.shutdown();
        }
    }

    private static String outcomeOf(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (EcrException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private static void assertOneWon(List<String> outcomes, String errorOfTheOthers) {
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes).containsOnly("done", errorOfTheOthers);
    }

    @Test
    void aRepositoryIsCreatedOnce() throws Exception {
        assertOneWon(
                atOnce(caller -> () -> client().createRepository(r -> r.repositoryName("app"))),
                "RepositoryAlreadyExistsException");
    }

    @Test
    void aRepositoryIsDeletedOnce() throws Exception {
        ecr.repository("app").pushed("content", "1.0");

        assertOneWon(
                atOnce(caller -> () ->
                        client().deleteRepository(r -> r.repositoryName("app").force(true))),
                "RepositoryNotFoundException");
    }

    @Test
    void anImmutableTagIsGivenOnce() throws Exception {
        RepositoryUnderTest app = ecr.repository("app");
        client().putImageTagMutability(r -> r.repositoryName("app").imageTagMutability(ImageTagMutability.IMMUTABLE));
        Manifest image = app.uploadedImage("content");

        assertOneWon(
                atOnce(caller -> () -> app.put(image.annotation("caller", "" + caller), "1.0")),
                "ImageTagAlreadyExistsException");

        assertThat(app.ids()).hasSize(1);
    }

    @Test
    void aLayerIsCompletedOnce() throws Exception {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layerOf(1_500_000);
        List<String> uploads = IntStream.range(0, CALLERS)
                .mapToObj(caller -> app.startedUpload(layer.bytes()))
                .toList();

        assertOneWon(
                atOnce(caller -> () -> app.finish(uploads.get(caller), layer.digest())), "LayerAlreadyExistsException");

        assertThat(ecr.emulator().usage().openUploads()).isZero();
        assertThat(ecr.emulator().usage().blobs()).isEqualTo(1);
    }

    @Test
    void anUploadIsCompletedOnce() throws Exception {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layer("content");
        String upload = app.startedUpload(layer.bytes());

        assertOneWon(atOnce(caller -> () -> app.finish(upload, layer.digest())), "UploadNotFoundException");
    }

    @Test
    void aPartIsTakenOnce() throws Exception {
        RepositoryUnderTest app = ecr.repository("app");
        Blob layer = Blob.layerOf(2_000_000);
        String upload = app.startedUpload();

        assertOneWon(atOnce(caller -> () -> app.sendPart(upload, 0, layer.bytes())), "InvalidLayerPartException");

        app.finish(upload, layer.digest());
    }

    @Test
    void everyTagOfAnImageIsKept() throws Exception {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.pushed("content");

        assertThat(atOnce(caller -> () -> app.put(image, "tag-" + caller))).containsOnly("done");

        assertThat(app.detail(image).imageTags()).hasSize(CALLERS);
    }

    @Test
    void everyImageIsKept() throws Exception {
        RepositoryUnderTest app = ecr.repository("app");

        assertThat(atOnce(caller -> () -> app.pushed("content " + caller, "tag-" + caller)))
                .containsOnly("done");

        assertThat(app.details())
                .extracting(ImageDetail::imageDigest)
                .doesNotHaveDuplicates()
                .hasSize(CALLERS);
    }

    @Test
    void aTagThatMovesIsAlwaysOnOneImage() throws Exception {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");

        assertThat(atOnce(caller -> () -> app.put(image.annotation("caller", "" + caller), "latest")))
                .containsOnly("done");

        assertThat(app.details()).hasSize(CALLERS);
        assertThat(app.details()).filteredOn(ImageDetail::hasImageTags).hasSize(1);
    }
}
