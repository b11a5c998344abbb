package io.github.ecremulator.core;

import io.github.ecremulator.core.annotation.PublishedApi;

/**
 * What an emulator occupies at one moment.
 *
 * @param openUploads uploads begun and neither completed nor cancelled
 * @param temporaryFiles files that hold layers or uploads too large for the heap
 * @param blobs distinct layers, configurations and manifests
 * @param blobBytes their size together, in bytes
 */
@PublishedApi
public record EmulatorUsage(int openUploads, int temporaryFiles, long blobs, long blobBytes) {}
