/** One writer at a time: a decision on the newest state becomes changes, and the changes become the next state. */
@NullMarked
package io.github.ecremulator.core.commit;

import org.jspecify.annotations.NullMarked;
