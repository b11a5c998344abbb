package io.github.ecremulator.server.awsjson;

import static io.github.ecremulator.server.awsjson.Shape.blob;
import static io.github.ecremulator.server.awsjson.Shape.handWritten;
import static io.github.ecremulator.server.awsjson.Shape.list;
import static io.github.ecremulator.server.awsjson.Shape.oneOf;
import static io.github.ecremulator.server.awsjson.Shape.optional;
import static io.github.ecremulator.server.awsjson.Shape.pattern;
import static io.github.ecremulator.server.awsjson.Shape.required;
import static io.github.ecremulator.server.awsjson.Shape.structure;
import static io.github.ecremulator.server.awsjson.Shape.text;
import static io.github.ecremulator.server.awsjson.Shape.whole;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecremulator.core.error.EcrError;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.model.RepositoryName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstraintsTest {

    @Test
    void whatIsWithinItsBoundsPasses() {
        Shape.Structure shape = structure(
                required("name", text(2, 5, "[a-z]+")),
                optional("count", whole(1, 10)),
                optional("mode", oneOf("ON", "OFF")),
                optional("bytes", blob(3)));

        assertDoesNotThrow(() -> Constraints.check(
                shape, input(Map.of("name", "abcde", "count", 10L, "mode", "OFF", "bytes", new byte[3]))));
    }

    @Test
    void aRequiredMemberMustNotBeMissing() {
        assertBroken("name", "Member must not be null", structure(required("Name", text())), Map.of());
    }

    @Test
    void aMemberThatIsCheckedByHandSaysSoInItsOwnWords() {
        Shape.Text name = handWritten(2, 5, "[a-z]+", "must satisfy the rule");

        assertBroken("name", "must not be null", structure(required("name", name)), Map.of());
        assertBroken("name", "must satisfy the rule", structure(required("name", name)), Map.of("name", "AB"));
        assertBroken(
                "name",
                "must have length greater than or equal to 2",
                structure(required("name", name)),
                Map.of("name", "a"));
    }

    @Test
    void aNumberBelowOrAboveItsBoundsIsRefused() {
        Shape.Structure shape = structure(optional("maxResults", whole(1, 1000)));

        assertBroken(
                "maxResults", "Member must have value greater than or equal to 1", shape, Map.of("maxResults", 0L));
        assertBroken(
                "maxResults",
                "Member must have value less than or equal to 1000",
                shape,
                Map.of("maxResults", Long.MAX_VALUE));
    }

    @Test
    void lengthIsCountedInCharactersAndNotInHalvesOfThem() {
        Shape.Structure shape = structure(optional("name", text(1, 2)));

        assertDoesNotThrow(() -> Constraints.check(shape, input(Map.of("name", "\uD83D\uDE00\uD83D\uDE00"))));
        assertBroken("name", "Member must have length less than or equal to 2", shape, Map.of("name", "abc"));
    }

    @Test
    void aWordThatIsNotOnTheListIsRefused() {
        assertBroken(
                "mode",
                "Member must satisfy enum value set: [ON, OFF]",
                structure(optional("mode", oneOf("ON", "OFF"))),
                Map.of("mode", "on"));
    }

    @Test
    void aPatternMustMatchTheWhole() {
        assertBroken(
                "id",
                "Member must satisfy regular expression pattern: [0-9]{12}",
                structure(optional("id", pattern("[0-9]{12}"))),
                Map.of("id", "1234567890123"));
    }

    @Test
    void bytesBeyondTheLimitAreRefused() {
        assertBroken(
                "part",
                "Member must have length less than or equal to 3",
                structure(optional("part", blob(3))),
                Map.of("part", new byte[4]));
    }

    @Test
    void aListThatIsTooShortOrTooLongIsRefused() {
        Shape.Structure shape = structure(optional("ids", list(text(), 1, 2)));

        assertBroken("ids", "Member must have length greater than or equal to 1", shape, Map.of("ids", List.of()));
        assertBroken(
                "ids", "Member must have length less than or equal to 2", shape, Map.of("ids", List.of("a", "b", "c")));
    }

    @Test
    void allRulesOfABrokenElementAreRecited() {
        assertBroken(
                "ids",
                "Member must satisfy constraint: [Member must have length less than or equal to 3, Member must have"
                        + " length greater than or equal to 1, Member must satisfy regular expression pattern: [a-z]+]",
                structure(optional("ids", list(text(1, 3, "[a-z]+"), 1, 2))),
                Map.of("ids", List.of("a", "B")));
    }

    @Test
    void aMemberOfAnElementIsNamedByItsPath() {
        assertBroken(
                "tags.2.member.key",
                "Member must not be null",
                structure(optional("tags", list(structure(required("Key", text()))))),
                Map.of("tags", List.of(input(Map.of("Key", "a")), input(Map.of()))));
    }

    @Test
    void theFirstBrokenMemberInTheOrderOfTheModelIsReported() {
        assertBroken("b", "Member must not be null", structure(required("b", text()), required("a", text())), Map.of());
    }

    @Test
    void aNameOfAHundredThousandWordsIsTooLongAndNothingWorse() {
        assertBroken(
                "repositoryName",
                "Member must have length less than or equal to 256",
                structure(required("repositoryName", text(2, 256, RepositoryName.GRAMMAR))),
                Map.of("repositoryName", "a-".repeat(100_000) + "a"));
    }

    @Test
    void aListedNameOfAHundredThousandWordsIsRefusedAndNothingWorse() {
        Shape.Structure shape = structure(required("names", list(text(2, 256, RepositoryName.GRAMMAR), 1, 100)));

        assertThrows(
                EcrException.class,
                () -> Constraints.check(shape, input(Map.of("names", List.of("a/".repeat(100_000) + "a")))));
    }

    private static void assertBroken(
            String member, String constraint, Shape.Structure shape, Map<String, Object> members) {
        EcrException refused = assertThrows(EcrException.class, () -> Constraints.check(shape, input(members)));
        assertEquals(new EcrError.InvalidParameter(member, constraint), refused.error());
    }

    private static Input input(Map<String, Object> members) {
        return new Input(members);
    }
}
