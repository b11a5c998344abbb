/** The operations of the Amazon ECR API, one class each. */
@NullMarked
package io.github.ecremulator.server.ecr;

import org.jspecify.annotations.NullMarked;
