package io.github.ecremulator.junit;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.annotation.PublishedApi;
import io.github.ecremulator.core.time.EmulatorClock;
import io.github.ecremulator.server.EcrEmulatorServer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test an Amazon ECR of its own, in process.
 *
 * <pre>{@code
 * @EcrEmulatorTest
 * class ReleaseTest {
 *
 *     @Test
 *     void tagsOfAnImage(EcrClient client, EcrEmulator ecr) {
 *         String digest = ecr.push("my-app:1.0", TestImage.of("hello"));
 *
 *         var images = client.describeImages(request -> request.repositoryName("my-app"))
 *                 .imageDetails();
 *
 *         assertEquals(digest, images.get(0).imageDigest());
 *         assertEquals("1.0", images.get(0).imageTags().get(0));
 *     }
 * }
 * }</pre>
 *
 * <p>The test, its {@code @BeforeEach} and {@code @AfterEach} methods and its constructor can take, all of the same
 * emulator:
 *
 * <ul>
 *   <li>{@link EcrEmulator}, to arrange and to look behind the scenes, and its {@link EmulatorClock};
 *   <li>{@code EcrClient} and {@code EcrAsyncClient} of the AWS SDK for Java 2.x, if that is on the class path, with
 *       endpoint, region and credentials, whatever AWS configuration the machine has;
 *   <li>{@link EcrEmulatorServer}, for its address and the requests it has seen;
 *   <li>{@link Registry @Registry} {@link java.net.URI}, and {@code @Registry} clients, of another account or region.
 * </ul>
 *
 * <p>The emulator starts when it is first asked for, its HTTP port when something is asked for that needs it, and all of
 * it is closed when the test has ended. Each repetition and each invocation of a parameterized test is a test; dynamic
 * tests share the emulator of their factory. Tests may run in parallel.
 *
 * <p><b>{@code @BeforeAll}</b> methods that take parameters get an emulator of the class, as do {@code @AfterAll}
 * methods. The tests of that class, and of classes nested in it, then each begin with a {@linkplain EcrEmulator#fork()
 * fork} of it: with all that was prepared, without seeing each other. A client or server from {@code @BeforeAll} stays
 * with the emulator of the class, so a test takes its own.
 *
 * <p>The annotation that is nearest to the test counts, wholly: method, class, enclosing class. If its settings differ
 * from those of an enclosing class, the test begins afresh rather than with a fork.
 *
 * <p>When a test fails, the failure lists the latest requests that the emulator saw, as a suppressed exception.
 *
 * <p>Works with JUnit 5.10 and newer, constructor parameters with 5.12 and newer.
 */
@PublishedApi
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EcrEmulatorExtension.class)
public @interface EcrEmulatorTest {

    /** The account of callers that do not say which one is theirs; twelve digits. */
    String account() default EcrEmulator.DEFAULT_ACCOUNT;

    /** The region of callers that do not say which one they mean, such as {@code eu-west-1}. */
    String region() default EcrEmulator.DEFAULT_REGION;

    /** Repositories that are there when the test begins, in the default account and region. */
    String[] repositories() default {};

    /**
     * By which address registries are named in {@code repositoryUri} and {@code proxyEndpoint}: {@code follow}, {@code
     * localhost}, {@code aws}, {@code hostname} or a template, see {@link EcrEmulatorServer.Builder#uriStyle}.
     */
    String uriStyle() default Settings.DEFAULT_URI_STYLE;
}
