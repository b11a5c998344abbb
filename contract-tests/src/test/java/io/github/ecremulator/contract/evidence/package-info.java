/** How a contract test knows what it expects. */
@NullMarked
package io.github.ecremulator.contract.evidence;

import org.jspecify.annotations.NullMarked;
