/** Who is calling, and the registry tokens that carry a caller to the registry door. */
@NullMarked
package io.github.ecremulator.core.identity;

import org.jspecify.annotations.NullMarked;
