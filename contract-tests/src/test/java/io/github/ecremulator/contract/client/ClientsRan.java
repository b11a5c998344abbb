package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The list of clients whose tests really ran, one line each: its name and its version. */
final class ClientsRan {

    private static final Path LIST = Path.of(System.getProperty("ecr-emulator.clients-ran", "target/clients-ran.txt"));

    private ClientsRan() {}

    static void add(String name, String version) throws IOException {
        Files.createDirectories(LIST.getParent());
        Files.writeString(LIST, name + " " + version + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
