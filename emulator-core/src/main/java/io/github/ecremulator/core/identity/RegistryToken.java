package io.github.ecremulator.core.identity;

import io.github.ecremulator.core.model.RegistryId;
import java.time.Instant;

/**
 * What a registry token says.
 *
 * @param caller who asked for it, on whose behalf it acts
 * @param registry the registry it was asked for; it serves every registry of that region which the caller may use
 * @param expiresAt when it ends
 */
public record RegistryToken(Caller caller, RegistryId registry, Instant expiresAt) {}
