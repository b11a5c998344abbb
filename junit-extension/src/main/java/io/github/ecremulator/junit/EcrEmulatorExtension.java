package io.github.ecremulator.junit;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.annotation.PublishedApi;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.time.EmulatorClock;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link EcrEmulatorTest @EcrEmulatorTest} does, for {@code @ExtendWith} and, with settings from code, {@code
 * @RegisterExtension}:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EcrEmulatorExtension ECR =
 *         EcrEmulatorExtension.builder().region("eu-west-1").repositories("my-app").build();
 * }</pre>
 *
 * <p>Holds no state; all of it is in JUnit's store and is closed with it. Safe for parallel tests.
 */
@PublishedApi
public final class EcrEmulatorExtension
        implements ParameterResolver, InvocationInterceptor, AfterEachCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(EcrEmulatorExtension.class);

    private static final String CLIENT = "software.amazon.awssdk.services.ecr.EcrClient";
    private static final String ASYNC_CLIENT = "software.amazon.awssdk.services.ecr.EcrAsyncClient";

    /** What a parameter can be. By the name of its type, because the AWS SDK need not be there. */
    private static final Map<String, BiFunction<ScopedEmulator, RegistryId, Object>> PARAMETERS = Map.of(
            EcrEmulator.class.getName(),
            (scope, registry) -> scope.emulator(),
            EmulatorClock.class.getName(),
            (scope, registry) -> scope.emulator().clock(),
            EcrEmulatorServer.class.getName(),
            (scope, registry) -> scope.server(),
            CLIENT,
            ScopedEmulator::client,
            ASYNC_CLIENT,
            ScopedEmulator::asyncClient);

    /** What a parameter with {@link Registry} can be. */
    private static final Map<String, BiFunction<ScopedEmulator, RegistryId, Object>> PARAMETERS_OF_A_REGISTRY = Map.of(
            URI.class.getName(),
            ScopedEmulator::address,
            CLIENT,
            ScopedEmulator::client,
            ASYNC_CLIENT,
            ScopedEmulator::asyncClient);

    private final Settings defaults;

    /** With default settings, where no {@code @EcrEmulatorTest} has others. */
    public EcrEmulatorExtension() {
        this(Settings.DEFAULT);
    }

    private EcrEmulatorExtension(Settings defaults) {
        this.defaults = defaults;
    }

    /** Settings for {@code @RegisterExtension}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes JUnit say for which test it constructs an instance; JUnit before 5.12 does not know this method. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return source(parameter).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getDeclaringExecutable() instanceof Constructor
                && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("This constructor may serve several tests (it does with one instance"
                    + " for all tests, and before JUnit 5.12), but every test has an emulator of its own: take the"
                    + " parameter in the test, in @BeforeEach or in @BeforeAll instead");
        }
        ScopedEmulator scope = scope(context);
        return source(parameter).orElseThrow().apply(scope, registry(parameter, scope));
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext invocationContext, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            addRequests(failure, context);
            throw failure;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> addRequests(failure, context));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> addRequests(failure, context));
    }

    private static void addRequests(Throwable failure, ExtensionContext context) {
        List<String> requests = nearest(context).map(ScopedEmulator::requests).orElse(List.of());
        if (!requests.isEmpty()) {
            failure.addSuppressed(new RequestsSeen(requests));
        }
    }

    private static Optional<BiFunction<ScopedEmulator, RegistryId, Object>> source(ParameterContext parameter) {
        String type = parameter.getParameter().getType().getName();
        return Optional.ofNullable(
                (parameter.isAnnotated(Registry.class) ? PARAMETERS_OF_A_REGISTRY : PARAMETERS).get(type));
    }

    private static RegistryId registry(ParameterContext parameter, ScopedEmulator scope) {
        RegistryId home = scope.emulator().home();
        return parameter
                .findAnnotation(Registry.class)
                .map(it -> new RegistryId(
                        it.account().isEmpty() ? home.account() : new AccountId(it.account()),
                        it.region().isEmpty() ? home.region() : new Region(it.region())))
                .orElse(home);
    }

    /** The emulator of this test or class. Keyed by its id, because a store also answers with what its parents hold. */
    private ScopedEmulator scope(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> start(context), ScopedEmulator.class);
    }

    private ScopedEmulator start(ExtensionContext context) {
        Settings settings = settings(context);
        return context.getParent()
                .flatMap(EcrEmulatorExtension::nearest)
                .filter(enclosing -> enclosing.settings().equals(settings))
                .map(ScopedEmulator::fork)
                .orElseGet(
                        () -> ScopedEmulator.start(settings, context.getRoot().getStore(NAMESPACE)));
    }

    private Settings settings(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), EcrEmulatorTest.class)
                .map(Settings::of)
                .or(() -> context.getParent().map(this::settings))
                .orElse(defaults);
    }

    /** The emulator that this test or class, or else the nearest one around it, has begun to use. */
    private static Optional<ScopedEmulator> nearest(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(context.getUniqueId(), ScopedEmulator.class))
                .or(() -> context.getParent().flatMap(EcrEmulatorExtension::nearest));
    }

    /**
     * Settings for {@code @RegisterExtension}, the same as those of {@link EcrEmulatorTest}. Not safe for use by several
     * threads at once.
     */
    @PublishedApi
    public static final class Builder {

        private String account = EcrEmulator.DEFAULT_ACCOUNT;
        private String region = EcrEmulator.DEFAULT_REGION;
        private List<String> repositories = List.of();
        private String uriStyle = Settings.DEFAULT_URI_STYLE;

        private Builder() {}

        /** The account of callers that do not say which one is theirs; twelve digits. */
        public Builder account(String value) {
            this.account = value;
            return this;
        }

        /** The region of callers that do not say which one they mean, such as {@code eu-west-1}. */
        public Builder region(String value) {
            this.region = value;
            return this;
        }

        /** Repositories that are there when the test begins, in the default account and region. */
        public Builder repositories(String... names) {
            this.repositories = List.of(names);
            return this;
        }

        /** By which address registries are named, see {@link EcrEmulatorServer.Builder#uriStyle}. */
        public Builder uriStyle(String value) {
            this.uriStyle = value;
            return this;
        }

        /** The extension. What is wrong with the settings shows when the first emulator starts. */
        public EcrEmulatorExtension build() {
            return new EcrEmulatorExtension(new Settings(account, region, repositories, uriStyle));
        }
    }
}
