package io.github.ecremulator.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
        CommandLine program = spec.commandLine().getParent();
        if (program != null && !program.getParseResult().matchedOptions().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Options stand after 'serve', not before it.");
        }
        new Server(options).serve(spec.commandLine().getOut());
    }
}
