/** The ports through which bytes are kept. */
@NullMarked
package io.github.ecremulator.core.store;

import org.jspecify.annotations.NullMarked;
