/** Accounts and repositories from a file. */
@NullMarked
package io.github.ecremulator.server.seed;

import org.jspecify.annotations.NullMarked;
