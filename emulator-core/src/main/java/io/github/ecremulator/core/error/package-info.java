/** What can go wrong, as data without wire names or status codes. */
@NullMarked
package io.github.ecremulator.core.error;

import org.jspecify.annotations.NullMarked;
