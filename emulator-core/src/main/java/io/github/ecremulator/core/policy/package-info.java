/** The one place that decides whether a caller may do what was asked. */
@NullMarked
package io.github.ecremulator.core.policy;

import org.jspecify.annotations.NullMarked;
