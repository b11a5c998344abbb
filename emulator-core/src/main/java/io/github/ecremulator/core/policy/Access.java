package io.github.ecremulator.core.policy;

import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;

/**
 * What a request asks permission for.
 *
 * @param action the IAM action, such as {@code ecr:PutImage}
 * @param resource the ARN of the repository, or {@code *} for actions that have no resource
 * @param owner the account that the resource belongs to
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">Actions
 *     defined by Amazon ECR</a>
 */
public record Access(String action, String resource, AccountId owner) {

    /** An action on a repository. */
    public static Access to(String action, RepositoryId repository) {
        return new Access(action, repository.arn(), repository.registry().account());
    }

    /** An action on all repositories of a registry. */
    public static Access toRepositories(String action, RegistryId registry) {
        String arn = "arn:" + registry.region().partition().id() + ":ecr:" + registry.region() + ":"
                + registry.account() + ":repository/*";
        return new Access(action, arn, registry.account());
    }

    /** An action that has no resource. */
    public static Access toRegistry(String action, RegistryId registry) {
        return new Access(action, "*", registry.account());
    }
}
