/** Real, unmodified clients against the standalone emulator, as a person would run them. */
@NullMarked
package io.github.ecremulator.contract.client;

import org.jspecify.annotations.NullMarked;
