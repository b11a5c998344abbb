package io.github.ecremulator.server.ecr;

import io.github.ecremulator.server.awsjson.Operation;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of operations. Each is a class of its own, named as AWS names it. */
public final class EcrOperations {

    /** What stands before an operation's name in {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "AmazonEC2ContainerRegistry_V20150921.";

    private static final Map<String, Operation> BY_NAME = Stream.of(
                    new BatchCheckLayerAvailability(),
                    new BatchDeleteImage(),
                    new BatchGetImage(),
                    new CompleteLayerUpload(),
                    new CreateRepository(),
                    new DeleteRepository(),
                    new DescribeImages(),
                    new DescribeRepositories(),
                    new GetAuthorizationToken(),
                    new GetDownloadUrlForLayer(),
                    new InitiateLayerUpload(),
                    new ListImageReferrers(),
                    new ListImages(),
                    new ListTagsForResource(),
                    new PutImage(),
                    new PutImageTagMutability(),
                    new TagResource(),
                    new UntagResource(),
                    new UploadLayerPart())
            .collect(Collectors.toUnmodifiableMap(
                    operation -> operation.getClass().getSimpleName(), Function.identity()));

    private EcrOperations() {}

    /** All operations, by name. */
    public static Map<String, Operation> byName() {
        return BY_NAME;
    }
}
