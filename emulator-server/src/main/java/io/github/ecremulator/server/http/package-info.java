/** The HTTP server that all emulators of a process share, and the one place where requests come in and answers go out. */
@NullMarked
package io.github.ecremulator.server.http;

import org.jspecify.annotations.NullMarked;
