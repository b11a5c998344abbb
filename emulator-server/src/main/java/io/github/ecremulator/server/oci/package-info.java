/** The registry protocol that docker speaks, one class for each endpoint. */
@NullMarked
package io.github.ecremulator.server.oci;

import org.jspecify.annotations.NullMarked;
