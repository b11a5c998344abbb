package io.github.ecremulator.contract.client;

/** What a person sees after running a command, and how it ended. */
record Screen(String command, int exitCode, String output, String errors) {

    Screen succeeded() {
        if (exitCode != 0) {
            throw new AssertionError("Expected success: " + this);
        }
        return this;
    }

    Screen failed() {
        if (exitCode == 0) {
            throw new AssertionError("Expected failure: " + this);
        }
        return this;
    }

    Screen shows(String text) {
        if (!output.contains(text) && !errors.contains(text)) {
            throw new AssertionError("Expected \"" + text + "\" on the screen: " + this);
        }
        return this;
    }

    /** The standard output without its last line ending, as a shell's {@code $(…)} gives it. */
    String answer() {
        return output.stripTrailing();
    }

    @Override
    public String toString() {
        return "$ " + command + "\n" + output + errors + "(exit code " + exitCode + ")";
    }
}
