/** What AWS does not have: health, reset, the clock, and layers by signed URL. */
@NullMarked
package io.github.ecremulator.server.admin;

import org.jspecify.annotations.NullMarked;
