package io.github.ecremulator.server.cli;

import io.github.ecremulator.server.seed.Seed.InvalidSeed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the program begins. Without a command it serves. */
@Command(
        name = "ecr-emulator",
        description = "A local emulator of Amazon ECR: the AWS API and the registry on one port.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = {Serve.class, Env.class, Healthcheck.class, Version.class})
public final class Main implements Runnable {

    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Main() {}

    /** Runs the program and exits with its status: 0 when all went well, 1 when not, 2 when it was called wrongly. */
    public static void main(String[] arguments) {
        quietLogging();
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::explain)
                .setExecutionExceptionHandler(Main::explain)
                .execute(arguments);
    }

    @Override
    public void run() {
        new Server(options).serve(spec.commandLine().getOut());
    }

    private static int explain(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr()
                .println(exception.getMessage() + " ('"
                        + command.getCommandSpec().qualifiedName() + " --help' shows what there is.)");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int explain(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(exception.getMessage() == null ? exception.toString() : exception.getMessage());
        boolean calledWrongly = exception instanceof IllegalArgumentException || exception instanceof InvalidSeed;
        return calledWrongly
                ? command.getCommandSpec().exitCodeOnInvalidInput()
                : command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** What goes wrong at the start is said in a sentence; Javalin would say it once more, with a stack trace. */
    private static void quietLogging() {
        setUnlessSet("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        setUnlessSet("org.slf4j.simpleLogger.log.io.javalin", "off");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
