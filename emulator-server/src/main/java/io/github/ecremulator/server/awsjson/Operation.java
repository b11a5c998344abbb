package io.github.ecremulator.server.awsjson;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An operation of an AWS API. Without state of its own; safe for use by many threads. */
public interface Operation {

    /** What the operation declares of its input. */
    Shape.Structure input();

    /** Does what the operation does and returns its output. */
    ObjectNode call(ApiCall call);
}
