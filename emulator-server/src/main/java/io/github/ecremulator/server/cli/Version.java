package io.github.ecremulator.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which version this is. */
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class Version implements Runnable, IVersionProvider {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    static String number() {
        String number = Version.class.getPackage().getImplementationVersion();
        return number == null ? "(unpackaged)" : number;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ECR Emulator " + number() + ", Java " + System.getProperty("java.version")};
    }

    @Override
    public void run() {
        spec.commandLine().getOut().println(getVersion()[0]);
    }
}
