package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.fixture.TestImage;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;

// The sample in the Javadoc of EcrEmulatorTest, from here on:
@EcrEmulatorTest
class ReleaseTest {

    @Test
    void tagsOfAnImage(EcrClient client, EcrEmulator ecr) {
        String digest = ecr.push("my-app:1.0", TestImage.of("hello"));

        var images = client.describeImages(request -> request.repositoryName("my-app"))
                .imageDetails();

        assertEquals(digest, images.get(0).imageDigest());
        assertEquals("1.0", images.get(0).imageTags().get(0));
    }
}
