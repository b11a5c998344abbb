/** Marks what is published to users and what is internal. */
@NullMarked
package io.github.ecremulator.core.annotation;

import org.jspecify.annotations.NullMarked;
