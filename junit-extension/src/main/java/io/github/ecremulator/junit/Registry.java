package io.github.ecremulator.junit;

import io.github.ecremulator.core.annotation.PublishedApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which registry of the emulator a parameter is about. A client signs in as that account and calls that region. A {@link
 * java.net.URI} is a port that means this registry, whatever the credentials say, such as {@code http://localhost:41234};
 * at {@link io.github.ecremulator.server.EcrEmulatorServer#endpoint()} the credentials decide.
 *
 * <pre>{@code
 * @Test
 * void copiesImages(EcrClient home, @Registry(region = "eu-west-1") EcrClient abroad) { … }
 * }</pre>
 */
@PublishedApi
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Registry {

    /** The account, twelve digits; the default account of the emulator unless told otherwise. */
    String account() default "";

    /** The region, such as {@code eu-west-1}; the default region of the emulator unless told otherwise. */
    String region() default "";
}
