package io.github.ecremulator.junit;

import java.util.List;

/** No failure of its own: hangs on the failure of a test and says what the emulator was asked and what it answered. */
final class RequestsSeen extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 30;

    RequestsSeen(List<String> requests) {
        super(describe(requests), null, false, false);
    }

    private static String describe(List<String> requests) {
        int left = Math.max(0, requests.size() - SHOWN);
        String before = left == 0 ? "" : " (" + left + " more came before)";
        return "the emulator saw these requests, the latest last" + before + ":\n    "
                + String.join("\n    ", requests.subList(left, requests.size()));
    }
}
