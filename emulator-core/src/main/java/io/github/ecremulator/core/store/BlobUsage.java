package io.github.ecremulator.core.store;

/**
 * What a blob store holds.
 *
 * @param blobs how many blobs are published
 * @param bytes their size together, in bytes
 * @param files how many files back blobs and unfinished writers
 */
public record BlobUsage(long blobs, long bytes, int files) {}
