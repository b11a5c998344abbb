/** Layers by signed URL, which no token opens and none is needed for. */
@NullMarked
package io.github.ecremulator.server.layer;

import org.jspecify.annotations.NullMarked;
