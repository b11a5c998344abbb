package io.github.ecremulator.core.image;

import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.state.Image;
import org.jspecify.annotations.Nullable;

/**
 * An image under one of its tags, or under none.
 *
 * @param image the image
 * @param tag the tag under which it is meant
 */
public record TaggedImage(Image image, @Nullable ImageTag tag) {}
