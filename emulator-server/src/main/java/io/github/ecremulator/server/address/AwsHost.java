package io.github.ecremulator.server.address;

import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host names that say which registry or region is meant, on AWS's own domains and on any other.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html">Making requests to Amazon
 *     ECR</a>
 */
public final class AwsHost {

    private static final Pattern REGISTRY =
            Pattern.compile("([0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9][a-z0-9-]*)\\.(.+)");
    private static final Pattern API = Pattern.compile("(?:api\\.)?ecr(?:-fips)?\\.([a-z0-9][a-z0-9-]*)\\.(.+)");
    private static final Pattern AWS_DOMAIN = Pattern.compile(
            "amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu|api\\.aws|on\\.aws|api\\.amazonwebservices\\.com\\.cn"
                    + "|sc2s\\.sgov\\.gov|c2s\\.ic\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov");

    private AwsHost() {}

    /** The registry that a host names, as in {@code 123456789012.dkr.ecr.eu-west-1.amazonaws.com}. */
    public static Optional<RegistryId> registry(Origin origin) {
        Matcher matcher = REGISTRY.matcher(name(origin));
        return matcher.matches() && Region.isValid(matcher.group(2))
                ? Optional.of(new RegistryId(new AccountId(matcher.group(1)), new Region(matcher.group(2))))
                : Optional.empty();
    }

    /** The region whose API a host names, as in {@code api.ecr.eu-west-1.amazonaws.com}. */
    public static Optional<Region> apiRegion(Origin origin) {
        Matcher matcher = API.matcher(name(origin));
        return matcher.matches() && Region.isValid(matcher.group(1))
                ? Optional.of(new Region(matcher.group(1)))
                : Optional.empty();
    }

    /** Whether a host is one by which AWS itself serves the API. */
    public static boolean isRealApi(Origin origin) {
        Matcher matcher = API.matcher(name(origin));
        return matcher.matches() && AWS_DOMAIN.matcher(matcher.group(2)).matches();
    }

    /** Whether a host has the form by which AWS itself serves a registry. */
    public static boolean isRealRegistry(Origin origin) {
        Matcher matcher = REGISTRY.matcher(name(origin));
        return matcher.matches() && AWS_DOMAIN.matcher(matcher.group(3)).matches();
    }

    private static String name(Origin origin) {
        return origin.hostName().toLowerCase(Locale.ROOT);
    }
}
