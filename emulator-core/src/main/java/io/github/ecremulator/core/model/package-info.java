/** Value types that are valid by construction: accounts, regions, names, digests, tags. */
@NullMarked
package io.github.ecremulator.core.model;

import org.jspecify.annotations.NullMarked;
