package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ecremulator.contract.api.ModelWalk.Variation;
import io.github.ecremulator.contract.api.RawEcr.Answer;
import io.github.ecremulator.contract.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks the published model of each operation: breaks every constraint of every input member in turn, and then keeps to
 * each of them as narrowly as it allows.
 */
class ModelWalkTest {

    private static final Pattern REFUSED_PARAMETER =
            Pattern.compile("Invalid parameter at '(.+?)' failed to satisfy constraint: '(.*)'", Pattern.DOTALL);

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    static List<String> operations() {
        return ModelWalk.OPERATIONS;
    }

    @ParameterizedTest
    @MethodSource("operations")
    @Documented(ApiReference.SERVICE_MODEL)
    void everyConstraintOfTheModelIsKept(String operation) {
        assumeTrue(ServiceModel.isAvailable(), ServiceModel::reasonForAbsence);
        ModelWalk walk = ModelWalk.of(operation);
        List<String> complaints = new ArrayList<>();

        for (Variation broken : walk.broken()) {
            Answer answer = ecr.raw().call(operation, broken.input().toString());
            complaints.addAll(complaintsAboutBroken(broken, answer));
        }
        for (Variation narrow : walk.narrow()) {
            Answer answer = ecr.raw().call(operation, narrow.input().toString());
            complaints.addAll(complaintsAboutNarrow(narrow, answer));
        }

        assertThat(walk.broken()).isNotEmpty();
        assertThat(complaints)
                .as(
                        "of %d broken and %d narrow inputs",
                        walk.broken().size(), walk.narrow().size())
                .isEmpty();
    }

    private static List<String> complaintsAboutBroken(Variation broken, Answer answer) {
        Matcher refused = REFUSED_PARAMETER.matcher(answer.message());
        boolean named = answer.status() == 400
                && answer.type().equals("InvalidParameterException")
                && refused.matches()
                && refused.group(1).equalsIgnoreCase(broken.member());
        return named ? List.of() : List.of(broken + " was answered " + answer.status() + " " + shortened(answer));
    }

    private static List<String> complaintsAboutNarrow(Variation narrow, Answer answer) {
        boolean understood = answer.status() == 200 || answer.status() == 400;
        boolean refusedByTheModel = answer.type().equals("SerializationException")
                || answer.message().contains("ember must ")
                || answer.message().contains("'must ");
        return understood && !refusedByTheModel
                ? List.of()
                : List.of(narrow + " was answered " + answer.status() + " " + shortened(answer));
    }

    private static String shortened(Answer answer) {
        return answer.body().substring(0, Math.min(300, answer.body().length()));
    }
}
