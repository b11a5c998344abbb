/** The emulator's state as persistent values, and the changes that lead from one to the next. */
@NullMarked
package io.github.ecremulator.core.state;

import org.jspecify.annotations.NullMarked;
