/** The command line. */
@NullMarked
package io.github.ecremulator.server.cli;

import org.jspecify.annotations.NullMarked;
