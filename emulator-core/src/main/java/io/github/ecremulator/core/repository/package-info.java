/** Repositories: creating, describing, deleting and tagging them. */
@NullMarked
package io.github.ecremulator.core.repository;

import org.jspecify.annotations.NullMarked;
