package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.EmulatorUsage;
import java.util.List;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;

/**
 * Everything a refused call could have left behind: the registry as its owner sees it, and what it costs to keep.
 *
 * @param registry repositories, their images and their resource tags
 * @param usage bytes, files and uploads held
 */
record Traces(List<String> registry, EmulatorUsage usage) {

    static Traces of(EcrClient client, EcrEmulator emulator) {
        return new Traces(
                client.describeRepositoriesPaginator().repositories().stream()
                        .map(repository -> describe(client, repository))
                        .toList(),
                emulator.usage());
    }

    private static String describe(EcrClient client, Repository repository) {
        RepositoryUnderTest images = RepositoryUnderTest.existing(client, repository.repositoryName());
        return repository + " holds " + images.details() + " listed as " + images.ids() + " tagged "
                + client.listTagsForResource(r -> r.resourceArn(repository.repositoryArn()))
                        .tags();
    }

    void assertNothingWasAddedIn(Traces later) {
        assertThat(later.registry).as("the registry after the refused call").isEqualTo(registry);
        assertThat(later.usage.blobs()).as("blobs after the refused call").isLessThanOrEqualTo(usage.blobs());
        assertThat(later.usage.blobBytes()).as("bytes after the refused call").isLessThanOrEqualTo(usage.blobBytes());
        assertThat(later.usage.openUploads())
                .as("open uploads after the refused call")
                .isLessThanOrEqualTo(usage.openUploads());
        assertThat(later.usage.temporaryFiles())
                .as("temporary files after the refused call")
                .isLessThanOrEqualTo(usage.temporaryFiles());
    }
}
