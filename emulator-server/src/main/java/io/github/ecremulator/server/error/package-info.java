/** What ECR says when something goes wrong, in its own words, for both protocols. */
@NullMarked
package io.github.ecremulator.server.error;

import org.jspecify.annotations.NullMarked;
