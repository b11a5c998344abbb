package io.github.ecremulator.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves until it is stopped. */
@Command(
        name = "serve",
        description = "Serve until stopped; what happens without a command, too.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Serve implements Runnable {

    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        new Server(options).serve(spec.commandLine().getOut());
    }
}
