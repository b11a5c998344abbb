package io.github.ecremulator.server.http;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest requests to an endpoint, so that a failing test can say what the registry saw. Safe for many threads. */
public final class RequestLog {

    private static final int CAPACITY = 500;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    /** The latest requests, the oldest first, one line each. */
    public synchronized List<String> lines() {
        return entries.stream().map(Entry::toString).toList();
    }

    synchronized void add(String method, String path, int status, @Nullable String remark) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.add(new Entry(method, path, status, remark));
    }

    private record Entry(
            String method,
            String path,
            int status,
            @Nullable String remark) {

        @Override
        public String toString() {
            return method + " " + path + " -> " + status + (remark == null ? "" : " " + remark.replaceAll("\\R", " "));
        }
    }
}
