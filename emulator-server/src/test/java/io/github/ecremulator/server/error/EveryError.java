package io.github.ecremulator.server.error;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Digest;
import io.github.ecremulator.core.model.ImageId;
import io.github.ecremulator.core.model.ImageTag;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One sample of every kind of error that the core knows, found by reflection so that no new kind is forgotten. */
public final class EveryError {

    public static final RepositoryId REPOSITORY =
            new RepositoryId(RegistryId.parse("123456789012/us-east-1"), new RepositoryName("team/app"));

    public static final Digest DIGEST = new Digest("sha256:" + "ab".repeat(32));

    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            String.class,
            "sample",
            long.class,
            7L,
            int.class,
            7,
            AccountId.class,
            new AccountId("123456789012"),
            RepositoryId.class,
            REPOSITORY,
            ImageId.class,
            new ImageId(null, "1.0"),
            ImageTag.class,
            new ImageTag("1.0"),
            Digest.class,
            DIGEST,
            List.class,
            List.of(DIGEST));

    private EveryError() {}

    public static Stream<EcrError> samples() {
        return Arrays.stream(EcrError.class.getPermittedSubclasses()).flatMap(EveryError::samplesOf);
    }

    /** One sample, or one for each constant when a component is an enumeration. */
    private static Stream<EcrError> samplesOf(Class<?> kind) {
        return Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .filter(Class::isEnum)
                .findFirst()
                .map(type -> Arrays.stream(type.getEnumConstants()).map(constant -> sample(kind, constant)))
                .orElseGet(() -> Stream.of(sample(kind, "unused")));
    }

    private static EcrError sample(Class<?> kind, Object constant) {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(types)
                .map(type -> type.isEnum() ? constant : SAMPLES.get(type))
                .toArray();
        try {
            return (EcrError) kind.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + kind + " with " + Arrays.toString(arguments), e);
        }
    }
}
