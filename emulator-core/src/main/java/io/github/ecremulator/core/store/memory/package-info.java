/** Bytes kept for as long as the process lives: small blobs on the heap, large ones in temporary files. */
@NullMarked
package io.github.ecremulator.core.store.memory;

import org.jspecify.annotations.NullMarked;
