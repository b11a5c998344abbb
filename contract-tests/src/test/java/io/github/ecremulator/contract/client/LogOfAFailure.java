package io.github.ecremulator.contract.client;

import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** After a test that failed, shows what the emulator had printed. */
record LogOfAFailure(Supplier<StandaloneEmulator> emulator) implements AfterTestExecutionCallback {

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        Throwable failure = context.getExecutionException().orElse(null);
        if (failure != null && !(failure instanceof TestAbortedException)) {
            String test = context.getRequiredTestMethod().getName();
            System.out.println(test + " failed. The emulator had printed:\n"
                    + emulator.get().log());
        }
    }
}
