/** The promises of the API door, kept to with the AWS SDK for Java v2 and with hand-written requests. */
@NullMarked
package io.github.ecremulator.contract.api;

import org.jspecify.annotations.NullMarked;
