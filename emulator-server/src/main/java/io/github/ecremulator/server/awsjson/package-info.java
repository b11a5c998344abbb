/** The AWS JSON 1.1 protocol: targets, credentials, validated input, errors, page tokens. */
@NullMarked
package io.github.ecremulator.server.awsjson;

import org.jspecify.annotations.NullMarked;
