package io.github.ecremulator.core.image;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.PageRequest;
import io.github.ecremulator.core.state.Image;
import java.util.List;
import java.util.Optional;

/**
 * The first entry of the next page: an image by its sequence, and one of its tags where a list goes tag by tag. It
 * stays meaningful when the entry itself is deleted before the page is asked for.
 *
 * @param sequence of the image
 * @param tag the tag to go on with, or the image from its beginning
 */
record Cursor(long sequence, Optional<ImageTag> tag) {

    static Cursor of(PageRequest page) {
        return page.after().map(Cursor::parse).orElse(new Cursor(0, Optional.empty()));
    }

    static Cursor at(Image image) {
        return new Cursor(image.sequence(), Optional.empty());
    }

    static Cursor at(TaggedImage entry) {
        return new Cursor(entry.image().sequence(), Optional.ofNullable(entry.tag()));
    }

    String text() {
        return sequence + tag.map(value -> "/" + value).orElse("");
    }

    /** The entries of an image that are not before this cursor. */
    List<TaggedImage> remaining(Image image) {
        if (image.tags().isEmpty()) {
            return List.of(new TaggedImage(image, null));
        }
        boolean begun = image.sequence() == sequence && tag.isPresent();
        return (begun ? image.tags().tailSet(tag.get(), true) : image.tags())
                .stream().map(value -> new TaggedImage(image, value)).toList();
    }

    private static Cursor parse(String text) {
        try {
            int slash = text.indexOf('/');
            return slash < 0
                    ? new Cursor(Long.parseLong(text), Optional.empty())
                    : new Cursor(
                            Long.parseLong(text.substring(0, slash)),
                            Optional.of(new ImageTag(text.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            throw new EcrException(new EcrError.InvalidPageToken());
        }
    }
}
