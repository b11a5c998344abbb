/** An emulator of its own for every JUnit test. */
@NullMarked
package io.github.ecremulator.junit;

import org.jspecify.annotations.NullMarked;
