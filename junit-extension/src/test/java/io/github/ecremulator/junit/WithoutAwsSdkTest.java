package io.github.ecremulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import org.junit.jupiter.api.Test;

/** The AWS SDK is optional: whoever has none still has the emulator. */
class WithoutAwsSdkTest {

    @Test
    void allElseWorks() throws ClassNotFoundException {
        Class<?> example = new LoaderWithoutAwsSdk().loadClass(NeedsNoSdk.class.getName());

        JUnitRun.of(example).passed(1);
    }

    @EcrEmulatorTest(repositories = "app")
    static class NeedsNoSdk {

        @Test
        void pushesAndAsks(EcrEmulator ecr, EcrEmulatorServer server) throws IOException {
            assertThrows(
                    ClassNotFoundException.class,
                    () -> Class.forName(
                            "software.amazon.awssdk.core.SdkClient", false, EcrEmulatorTest.class.getClassLoader()));
            ecr.push("app:1", TestImage.of("one"));
            HttpURLConnection registry = (HttpURLConnection)
                    server.endpoint().resolve("/v2/").toURL().openConnection();
            assertEquals(401, registry.getResponseCode());
        }
    }

    /** Loads our classes anew, so that they look here for the SDK, and does not find it. */
    private static final class LoaderWithoutAwsSdk extends ClassLoader {

        LoaderWithoutAwsSdk() {
            super(WithoutAwsSdkTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("software.amazon.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.github.ecremulator.junit.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
