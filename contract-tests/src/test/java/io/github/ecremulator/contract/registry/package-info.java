/** The promises of the registry door in the profile {@code ecr}, kept to with requests written by hand. */
@NullMarked
package io.github.ecremulator.contract.registry;

import org.jspecify.annotations.NullMarked;
