/** An emulator at an address: what a test or a program starts to talk to it over HTTP. */
@NullMarked
package io.github.ecremulator.server;

import org.jspecify.annotations.NullMarked;
