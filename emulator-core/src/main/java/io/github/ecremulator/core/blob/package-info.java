/** Content-addressed layers: uploads, availability, reading. */
@NullMarked
package io.github.ecremulator.core.blob;

import org.jspecify.annotations.NullMarked;
