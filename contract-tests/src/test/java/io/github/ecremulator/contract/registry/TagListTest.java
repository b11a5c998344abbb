package io.github.ecremulator.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import io.github.ecremulator.contract.evidence.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of tags and the catalogue, page by page. */
class TagListTest {

    private static final String TOO_MANY =
            "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal"
                    + " to 1000'";
    /** An image has at most 1,000 tags, so many tags need several images. */
    private static final int TAGS_PER_IMAGE = 900;

    @RegisterExtension
    final RegistryUnderTest registry = RegistryUnderTest.with("app");

    @Test
    @Documented("User Guide, registry authentication: the sample of tags/list is text/plain")
    void theListIsJsonUnderAPlainTextType() {
        SampleManifest image = SampleManifest.ociImage("a");
        registry.push("app", "1", image);
        registry.push("app", "2", image);
        registry.push("app", SampleManifest.ociImage("untagged"));

        Answer answer = registry.get("/v2/app/tags/list").send().expect(200);

        assertThat(answer.contentType()).isEqualTo("text/plain;charset=utf-8");
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("name", "tags");
        assertThat(answer.json().get("name").asText()).isEqualTo("app");
        assertThat(tags(answer)).containsExactlyInAnyOrder("1", "2");
        assertThat(answer.header("Link")).isNull();
    }

    @Test
    @Documented("OCI distribution-spec 1.1, listing tags")
    void anEmptyRepositoryHasAnEmptyList() {
        Answer answer = registry.get("/v2/app/tags/list").send().expect(200);

        assertThat(answer.json().get("name").asText()).isEqualTo("app");
        assertThat(answer.json().get("tags").isArray()).isTrue();
        assertThat(tags(answer)).isEmpty();
        assertThat(answer.header("Link")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 1", "101, 2", "250, 3"})
    @Observed("docker_registry2 #34, reg #206: pages of 100, an opaque last, an absolute Link")
    void aPageHasAHundredTags(int count, int pages) {
        List<String> pushed = pushTags(count);

        List<Answer> answers = allPages("/v2/app/tags/list");

        assertThat(answers).hasSize(pages);
        assertThat(tags(answers.get(0))).hasSize(Math.min(count, 100));
        assertThat(answers.stream().flatMap(page -> tags(page).stream())).containsExactlyInAnyOrderElementsOf(pushed);
    }

    @Test
    @Observed("go-containerregistry #681, renovate #3800: at most 1,000 at once")
    void aThousandTagsFitAPageWhenAskedFor() {
        List<String> pushed = pushTags(1000);

        Answer only = registry.get("/v2/app/tags/list?n=1000").send().expect(200);
        assertThat(tags(only)).containsExactlyInAnyOrderElementsOf(pushed);
        assertThat(only.header("Link")).isNull();

        registry.push("app", "one-more", SampleManifest.ociImage("one more"));
        List<Answer> answers = allPages("/v2/app/tags/list?n=1000");
        assertThat(answers).hasSize(2);
        assertThat(tags(answers.get(0))).hasSize(1000);
        assertThat(tags(answers.get(1))).hasSize(1);
        assertThat(allPages("/v2/app/tags/list")).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/app/tags/list?n=1001", "/v2/app/tags/list?n=10000", "/v2/_catalog?n=1001"})
    @Observed("go-containerregistry #681, renovate #3800")
    void moreThanAThousandAtOnceIsUnsupported(String path) {
        registry.get(path).send().expectError(405, "UNSUPPORTED", TOO_MANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1.5", "99999999999999999999"})
    @Assumed("what else may be wrong with n is unrecorded; it is the client's error, in the door's form")
    void aNumberThatIsNoneIsTheClientsError(String n) {
        Answer answer = registry.get("/v2/app/tags/list?n=" + n).send();

        assertThat(answer.status()).as("%s", answer).isIn(400, 405);
        assertThat(answer.errorCode()).isEqualTo("UNSUPPORTED");
    }

    @Test
    @Documented("OCI distribution-spec 1.1, end-8b: n bounds the page, Link leads on")
    void smallPagesLeadThroughTheWholeList() {
        List<String> pushed = pushTags(7);

        List<Answer> answers = allPages("/v2/app/tags/list?n=3");

        assertThat(tags(answers.get(0))).hasSize(3);
        assertThat(answers.stream().flatMap(page -> tags(page).stream())).containsExactlyInAnyOrderElementsOf(pushed);
    }

    @Test
    @Observed("docker_registry2 #34, reg #206: the Link is absolute and its last is no tag")
    void theLinkIsAbsoluteAndItsLastIsOpaque() {
        List<String> pushed = pushTags(3);

        String link = registry.get("/v2/app/tags/list?n=2").send().expect(200).header("Link");

        assertThat(link).startsWith("<" + registry.url() + "/v2/app/tags/list?").endsWith(">; rel=\"next\"");
        Matcher last = Pattern.compile("[?&]last=([^&>]+)").matcher(link);
        assertThat(last.find()).as(link).isTrue();
        assertThat(pushed).doesNotContain(last.group(1));
    }

    @Test
    @Observed("docker_registry2 #34: the Link names the host that was asked")
    void theLinkEchoesTheHostAndTheSchemeOfTheRequest() {
        pushTags(3);

        Answer answer = registry.get("/v2/app/tags/list?n=2")
                .host("123456789012.dkr.ecr.us-east-1.amazonaws.com")
                .header("X-Forwarded-Proto", "https")
                .send()
                .expect(200);

        assertThat(answer.header("Link"))
                .startsWith("<https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/app/tags/list?");
        assertThat(tags(registry.get(nextPage(answer)).send().expect(200))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%21%21%21", "not/a/tag", "%00", "AAAA%2BBBBB%3D%3D"})
    @Observed("regclient #931, Octopus #6495: a last that is no token is unsupported")
    @Assumed("the sentence about the token is unrecorded")
    void aLastThatIsNeitherTokenNorTagIsUnsupported(String last) {
        pushTags(3);

        Answer answer = registry.get("/v2/app/tags/list?last=" + last).send().expectErrorCode(405, "UNSUPPORTED");

        assertThat(answer.errorMessage())
                .isEqualTo("Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token provided'");
    }

    @Test
    @Observed("docker-ls #28, registry-ui #48: _catalog works")
    void theCatalogueNamesTheRepositoriesOfItsRegistry() {
        registry.createRepository("team/service");
        registry.api("123456789012", "eu-west-1").createRepository(r -> r.repositoryName("elsewhere"));
        registry.api("210987654321", "us-east-1").createRepository(r -> r.repositoryName("of-another-account"));

        Answer answer = registry.get("/v2/_catalog").send().expect(200);

        assertThat(answer.json().fieldNames()).toIterable().containsExactly("repositories");
        assertThat(strings(answer.json().get("repositories"))).containsExactlyInAnyOrder("app", "team/service");
    }

    @Test
    @Observed("docker-ls #28: n bounds the page")
    void theCatalogueIsPaged() {
        for (int i = 0; i < 149; i++) {
            registry.createRepository("repository-" + i);
        }

        Answer first = registry.get("/v2/_catalog").send().expect(200);
        assertThat(first.json().get("repositories")).hasSize(100);
        assertThat(allPages("/v2/_catalog").stream()
                        .flatMap(page -> strings(page.json().get("repositories")).stream()))
                .hasSize(150)
                .doesNotHaveDuplicates();
        assertThat(registry.get("/v2/_catalog?n=150").send().json().get("repositories"))
                .hasSize(150);
    }

    private List<String> pushTags(int count) {
        List<String> pushed = new ArrayList<>();
        SampleManifest image = null;
        for (int i = 0; i < count; i++) {
            String tag = "v" + (count - i);
            if (i % TAGS_PER_IMAGE == 0) {
                image = SampleManifest.ociImage("image " + i);
                registry.provide("app", image);
            }
            registry.putManifest("app", tag, image).expect(201);
            pushed.add(tag);
        }
        return pushed;
    }

    private List<Answer> allPages(String path) {
        List<Answer> pages = new ArrayList<>();
        for (String next = path; next != null; next = nextPage(pages.get(pages.size() - 1))) {
            pages.add(registry.get(next).send().expect(200));
        }
        return pages;
    }

    private static @Nullable String nextPage(Answer page) {
        String link = page.header("Link");
        return link == null ? null : link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }

    private static List<String> tags(Answer answer) {
        return strings(answer.json().get("tags"));
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }
}
