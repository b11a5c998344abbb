package io.github.ecremulator.core.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EmulatorUsage;
import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final TestImage IMAGE = TestImage.of("content");

    private final Pushing push = new Pushing();

    @AfterEach
    void closedEmulatorHoldsNothing() {
        push.close();
        assertEquals(new EmulatorUsage(0, 0, 0, 0), push.ecr.usage());
    }

    @Test
    void aLayerThatNoImageRefersToIsGoneAfterADay() throws IOException {
        Digest layer = push.layer(new byte[] {1});

        push.ecr.clock().advance(DAY.minusMillis(1));
        assertTrue(push.hasLayer(layer));
        push.ecr.clock().advance(Duration.ofMillis(1));

        assertFalse(push.hasLayer(layer));
        assertEquals(0, push.ecr.usage().blobs());
    }

    @Test
    void aLayerThatAnImageRefersToStays() {
        push.ecr.push("app:1", IMAGE);

        push.ecr.clock().advance(DAY.multipliedBy(30));

        IMAGE.blobs().forEach(blob -> assertTrue(push.hasLayer(new Digest(blob.digest()))));
    }

    @Test
    void aLayerThatAnImageRefersToJustInTimeStays() throws IOException {
        for (TestImage.Blob blob : IMAGE.blobs()) {
            push.layer(blob.content());
        }
        push.ecr.clock().advance(Duration.ofHours(23));
        push.ecr.push("app:1", IMAGE);

        push.ecr.clock().advance(DAY);

        IMAGE.blobs().forEach(blob -> assertTrue(push.hasLayer(new Digest(blob.digest()))));
    }

    @Test
    void aLayerIsGoneADayAfterItsLastImage() {
        push.ecr.push("app:1", IMAGE);
        push.ecr.clock().advance(DAY.multipliedBy(3));
        delete(IMAGE);

        push.ecr.clock().advance(DAY.minusMillis(1));
        assertTrue(push.hasLayer(layerOf(IMAGE)));
        push.ecr.clock().advance(Duration.ofMillis(1));

        assertFalse(push.hasLayer(layerOf(IMAGE)));
        assertEquals(0, push.ecr.usage().blobs());
    }

    @Test
    void aLayerThatIsReferredToAgainStays() {
        push.ecr.push("app:1", IMAGE);
        delete(IMAGE);
        push.ecr.clock().advance(Duration.ofHours(23));
        push.ecr.push("app:2", IMAGE);

        push.ecr.clock().advance(DAY.multipliedBy(2));

        assertTrue(push.hasLayer(layerOf(IMAGE)));
    }

    @Test
    void aLayerOfTwoImagesStaysWithTheSecond() {
        TestImage labelled =
                TestImage.builder().file("same", "same").label("a", "1").build();
        TestImage other =
                TestImage.builder().file("same", "same").label("a", "2").build();
        assertEquals(layerOf(labelled), layerOf(other));
        push.ecr.push("app:1", labelled);
        push.ecr.push("app:2", other);
        delete(labelled);

        push.ecr.clock().advance(DAY.multipliedBy(2));

        assertTrue(push.hasLayer(layerOf(other)));
        assertFalse(push.hasLayer(new Digest(labelled.blobs().get(0).digest())), "its own configuration is gone");
    }

    @Test
    void aLayerIsAbsentWhereItWasNeverPushed() {
        push.ecr.push("other:1", IMAGE);

        assertFalse(push.hasLayer(layerOf(IMAGE)));
        Pushing.assertRefused(EcrError.LayerNotFound.class, () -> push.ecr
                .layers()
                .open(push.caller, push.app, layerOf(IMAGE).value()));
    }

    @Test
    void oneRepositorysLayerExpiresWhileAnotherKeepsTheSameBytes() throws IOException {
        push.layer(IMAGE.blobs().get(1).content());
        push.ecr.push("other:1", IMAGE);

        push.ecr.clock().advance(DAY);

        assertFalse(push.hasLayer(layerOf(IMAGE)));
        try (var reader = push.ecr
                .layers()
                .open(push.caller, push.repository("other"), layerOf(IMAGE).value())) {
            assertEquals(layerOf(IMAGE), Digest.sha256(reader.readAll()));
        }
    }

    @Test
    void aLayerThatIsThereIsNotTakenTwice() throws IOException {
        push.layer(new byte[] {1});

        Pushing.assertRefused(EcrError.LayerAlreadyExists.class, () -> push.layer(new byte[] {1}));
        assertEquals(1, push.ecr.usage().blobs());
    }

    @Test
    void aLayerPushedAgainToALaterRepositoryOfTheSameNameHasADayOfItsOwn() throws IOException {
        push.layer(new byte[] {1});
        push.ecr.clock().advance(Duration.ofHours(12));
        push.ecr.repositories().delete(push.caller, push.app, true);
        push.ecr.createRepository("app");
        Digest layer = push.layer(new byte[] {1});

        push.ecr.clock().advance(Duration.ofHours(12));
        assertTrue(push.hasLayer(layer));
        push.ecr.clock().advance(Duration.ofHours(12));

        assertFalse(push.hasLayer(layer));
    }

    @Test
    void deletingARepositoryFreesItsBlobs() throws IOException {
        push.ecr.push("app:1", IMAGE);
        push.layer(new byte[] {1});

        push.ecr.repositories().delete(push.caller, push.app, true);

        assertEquals(new EmulatorUsage(0, 0, 0, 0), push.ecr.usage());
    }

    @Test
    void onlyALayerThatAnImageRefersToCanBeDownloadedByUrl() throws IOException {
        Digest layer = push.layer(new byte[] {1});
        push.ecr.push("app:1", IMAGE);

        push.ecr
                .layers()
                .requireDownloadable(push.caller, push.app, layerOf(IMAGE).value());
        Pushing.assertRefused(
                EcrError.LayerInaccessible.class,
                () -> push.ecr.layers().requireDownloadable(push.caller, push.app, layer.value()));
    }

    private void delete(TestImage image) {
        push.ecr.images().delete(push.caller, push.app, List.of(new ImageId(image.digest(), null)));
    }

    private static Digest layerOf(TestImage image) {
        return new Digest(image.blobs().get(1).digest());
    }
}
