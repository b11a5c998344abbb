package io.github.ecremulator.server.awsjson;

import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.server.http.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signature says about its maker. Any access key signs in; the signature itself is not verified.
 *
 * @param accessKeyId the key
 * @param region the region in the credentials' scope
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
record Credentials(String accessKeyId, Optional<Region> region) {

    private static final Pattern HEADER = Pattern.compile("AWS4-[A-Z0-9-]+ .*\\bCredential=([^,\\s]+).*");
    private static final int SCOPE_PARTS = 5;

    /** The credentials of a request, from its header or its query, if there are any that can be read. */
    static Optional<Credentials> of(Request request) {
        Optional<String> fromHeader = request.header("Authorization")
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
        return fromHeader.or(() -> request.query("X-Amz-Credential")).flatMap(Credentials::parse);
    }

    private static Optional<Credentials> parse(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length < SCOPE_PARTS - 1 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        boolean regional = parts.length == SCOPE_PARTS && Region.isValid(parts[2]);
        return Optional.of(new Credentials(parts[0], regional ? Optional.of(new Region(parts[2])) : Optional.empty()));
    }
}
