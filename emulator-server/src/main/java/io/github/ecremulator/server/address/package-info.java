/** Which registry a request means, and by which names that registry is reached. */
@NullMarked
package io.github.ecremulator.server.address;

import org.jspecify.annotations.NullMarked;
