/** Images: manifests, tags, referrers and the questions asked of them. */
@NullMarked
package io.github.ecremulator.core.image;

import org.jspecify.annotations.NullMarked;
