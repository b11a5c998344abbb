package io.github.ecremulator.core.image;

import io.github.ecremulator.core.state.Image;
import java.util.Map;

/**
 * An image that refers to another.
 *
 * @param image the one that refers
 * @param annotations what its manifest is annotated with
 */
public record Referrer(Image image, Map<String, String> annotations) {}
