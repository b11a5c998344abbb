/** The emulator's clock and the work that falls due on it. */
@NullMarked
package io.github.ecremulator.core.time;

import org.jspecify.annotations.NullMarked;
