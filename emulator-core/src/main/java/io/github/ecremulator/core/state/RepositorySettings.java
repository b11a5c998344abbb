package io.github.ecremulator.core.state;

/**
 * What is set when a repository is created.
 *
 * @param tagMutability whether tags can be moved
 * @param scanOnPush the repository's own scanning flag
 * @param encryption how contents are encrypted
 */
public record RepositorySettings(TagMutability tagMutability, boolean scanOnPush, Encryption encryption) {

    /** What a repository has when nothing is asked for. */
    public static final RepositorySettings DEFAULT =
            new RepositorySettings(TagMutability.MUTABLE, false, Encryption.AES256);

    RepositorySettings with(TagMutability mutability) {
        return new RepositorySettings(mutability, scanOnPush, encryption);
    }
}
