/** The emulator as a user holds it: one store, its clock, snapshots and forks. */
@NullMarked
package io.github.ecremulator.core;

import org.jspecify.annotations.NullMarked;
