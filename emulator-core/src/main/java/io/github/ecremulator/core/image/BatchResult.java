package io.github.ecremulator.core.image;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param done one entry for each thing that was found or done
 * @param failures one entry for each thing that was not
 * @param <T> what an entry of the first kind is
 */
public record BatchResult<T>(List<T> done, List<ImageFailure> failures) {}
