package io.github.ecremulator.server.http;

import java.util.List;

/**
 * What answers at a listener: the doors of one emulator.
 *
 * @param doors asked in order; the first that accepts a request answers it
 * @param log what was asked and answered
 */
public record Endpoint(List<Door> doors, RequestLog log) {

    /** Copies the list of doors. */
    public Endpoint {
        doors = List.copyOf(doors);
    }
}
