/** What AWS does not have: health, reset and the clock. */
@NullMarked
package io.github.ecremulator.server.admin;

import org.jspecify.annotations.NullMarked;
