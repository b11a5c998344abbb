package io.github.ecremulator.junit;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.util.List;

/** How the emulator of a test begins. */
record Settings(String account, String region, List<String> repositories, String uriStyle) {

    static final String DEFAULT_URI_STYLE = "follow";

    static final Settings DEFAULT =
            new Settings(EcrEmulator.DEFAULT_ACCOUNT, EcrEmulator.DEFAULT_REGION, List.of(), DEFAULT_URI_STYLE);

    static Settings of(EcrEmulatorTest annotation) {
        return new Settings(
                annotation.account(), annotation.region(), List.of(annotation.repositories()), annotation.uriStyle());
    }

    EcrEmulator newEmulator() {
        EcrEmulator emulator =
                EcrEmulator.builder().account(account).region(region).build();
        try {
            repositories.forEach(emulator::createRepository);
            return emulator;
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    EcrEmulatorServer serve(EcrEmulator emulator) {
        return EcrEmulatorServer.builder().emulator(emulator).uriStyle(uriStyle).start();
    }
}
