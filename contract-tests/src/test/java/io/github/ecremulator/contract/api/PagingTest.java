package io.github.ecremulator.contract.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecremulator.contract.evidence.Assumed;
import io.github.ecremulator.contract.evidence.Documented;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageReferrer;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** Every operation that answers in pages. */
class PagingTest {

    @RegisterExtension
    static final EcrUnderTest ecr = new EcrUnderTest();

    private record Page(List<String> items, @Nullable String nextToken) {}

    private static EcrClient client() {
        return ecr.client();
    }

    /** An operation, how to fill what it lists, and how to ask it for a page. */
    private enum Listing {
        DESCRIBE_REPOSITORIES(100, 1000) {
            @Override
            void fill(int count) {
                for (int i = 0; i < count; i++) {
                    ecr.repository("app-" + i);
                }
            }

            @Override
            Page page(@Nullable Integer maxResults, @Nullable String token) {
                var answer = client().describeRepositories(
                                r -> r.maxResults(maxResults).nextToken(token));
                return new Page(names(answer.repositories(), Repository::repositoryName), answer.nextToken());
            }
        },
        LIST_IMAGES(100, 1000) {
            @Override
            void fill(int count) {
                fillWithImages(count, i -> i % 3 == 0 ? new String[0] : new String[] {"tag-" + i});
            }

            @Override
            Page page(@Nullable Integer maxResults, @Nullable String token) {
                var answer = client().listImages(r ->
                        r.repositoryName("app").maxResults(maxResults).nextToken(token));
                return new Page(names(answer.imageIds(), ImageIdentifier::toString), answer.nextToken());
            }
        },
        DESCRIBE_IMAGES(100, 1000) {
            @Override
            void fill(int count) {
                fillWithImages(count, i -> i % 3 == 0 ? new String[0] : new String[] {"tag-" + i, "also-" + i});
            }

            @Override
            Page page(@Nullable Integer maxResults, @Nullable String token) {
                var answer = client().describeImages(r ->
                        r.repositoryName("app").maxResults(maxResults).nextToken(token));
                return new Page(names(answer.imageDetails(), ImageDetail::imageDigest), answer.nextToken());
            }
        },
        LIST_IMAGE_REFERRERS(20, 50) {
            @Override
            void fill(int count) {
                RepositoryUnderTest app = ecr.repository("app");
                Manifest subject = app.pushed("subject");
                Manifest referrer = app.uploadedImage("referrer").subject(subject);
                for (int i = 0; i < count; i++) {
                    app.put(referrer.annotation("number", "" + i));
                }
            }

            @Override
            Page page(@Nullable Integer maxResults, @Nullable String token) {
                String subject = Manifest.ociImage(Blob.config("subject"), Blob.layer("subject"))
                        .digest();
                var answer = client().listImageReferrers(r -> r.repositoryName("app")
                        .subjectId(s -> s.imageDigest(subject))
                        .maxResults(maxResults)
                        .nextToken(token));
                return new Page(names(answer.referrers(), ImageReferrer::digest), answer.nextToken());
            }
        };

        private final int pageUnlessTold;
        private final int largestPage;

        Listing(int pageUnlessTold, int largestPage) {
            this.pageUnlessTold = pageUnlessTold;
            this.largestPage = largestPage;
        }

        abstract void fill(int count);

        abstract Page page(@Nullable Integer maxResults, @Nullable String token);

        List<Page> pages(@Nullable Integer maxResults) {
            List<Page> pages = new ArrayList<>();
            String token = null;
            do {
                Page page = page(maxResults, token);
                pages.add(page);
                token = page.nextToken();
            } while (token != null && pages.size() < 100);
            return pages;
        }

        private static <T> List<String> names(List<T> items, java.util.function.Function<T, String> name) {
            return items.stream().map(name).toList();
        }

        private static void fillWithImages(int count, java.util.function.IntFunction<String[]> tags) {
            RepositoryUnderTest app = ecr.repository("app");
            Manifest image = app.uploadedImage("content");
            for (int i = 0; i < count; i++) {
                app.put(image.annotation("number", "" + i), tags.apply(i));
            }
        }
    }

    private static List<Integer> sizes(List<Page> pages) {
        return pages.stream().map(page -> page.items().size()).toList();
    }

    private static List<String> items(List<Page> pages) {
        return pages.stream().flatMap(page -> page.items().stream()).collect(Collectors.toList());
    }

    @ParameterizedTest
    @EnumSource
    @Documented(ApiReference.SERVICE_MODEL)
    void answersEverythingOnceInPagesOfTheAskedSize(Listing listing) {
        listing.fill(10);
        List<String> everything = items(listing.pages(null));

        List<Page> pages = listing.pages(3);

        assertThat(sizes(pages)).containsExactly(3, 3, 3, 1);
        assertThat(items(pages)).isEqualTo(everything);
        assertThat(new HashSet<>(everything)).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    @Documented(ApiReference.SERVICE_MODEL)
    void answersNoTokenOnAFullLastPage(Listing listing) {
        listing.fill(6);

        assertThat(sizes(listing.pages(3))).containsExactly(3, 3);
        assertThat(sizes(listing.pages(6))).containsExactly(6);
        assertThat(sizes(listing.pages(50))).containsExactly(6);
    }

    @ParameterizedTest
    @EnumSource
    @Documented(ApiReference.SERVICE_MODEL)
    void hasAPageSizeUnlessTold(Listing listing) {
        listing.fill(listing.pageUnlessTold + 1);

        assertThat(sizes(listing.pages(null))).containsExactly(listing.pageUnlessTold, 1);
        assertThat(sizes(listing.pages(listing.largestPage))).containsExactly(listing.pageUnlessTold + 1);
    }

    @ParameterizedTest
    @EnumSource
    @Documented(ApiReference.SERVICE_MODEL)
    void takesNoPageSmallerThanOneOrLargerThanItsLargest(Listing listing) {
        listing.fill(2);

        assertThat(sizes(listing.pages(1))).containsExactly(1, 1);
        ecr.refusal(() -> listing.page(0, null))
                .isInvalidParameter("maxResults", "Member must have value greater than or equal to 1");
        ecr.refusal(() -> listing.page(listing.largestPage + 1, null))
                .isInvalidParameter(
                        "maxResults", "Member must have value less than or equal to " + listing.largestPage);
    }

    @ParameterizedTest
    @EnumSource
    @Assumed("the exception is known, ECR's sentence is not")
    void refusesATokenThatItDidNotGive(Listing listing) {
        listing.fill(4);
        String token = listing.page(2, null).nextToken();
        assertThat(token).isNotNull();
        char middle = token.charAt(token.length() / 2);
        String tampered = token.substring(0, token.length() / 2)
                + (middle == 'A' ? 'B' : 'A')
                + token.substring(token.length() / 2 + 1);

        for (String wrong : List.of("garbage", "", "MTIzNDU2Nzg5MA==", tampered, token + "A", token.substring(1))) {
            ecr.refusal(() -> listing.page(2, wrong)).isInvalidParameter("nextToken", "Invalid token provided");
        }
    }

    static Stream<Arguments> pairsOfListings() {
        return Stream.of(Listing.values())
                .flatMap(one ->
                        Stream.of(Listing.values()).filter(two -> two != one).map(two -> Arguments.of(one, two)));
    }

    @ParameterizedTest(name = "a token of {0} at {1}")
    @MethodSource("pairsOfListings")
    @Assumed("a token is of the list that gave it")
    void refusesATokenOfAnotherOperation(Listing one, Listing two) {
        one.fill(3);
        String token = one.page(1, null).nextToken();
        if (two != Listing.DESCRIBE_REPOSITORIES && one == Listing.DESCRIBE_REPOSITORIES) {
            two.fill(3);
        }

        ecr.refusal(() -> two.page(1, token)).is(InvalidParameterException.class);
    }

    @Test
    @Assumed("a token is of the list that gave it")
    void refusesATokenOfAnotherRepository() {
        Listing.LIST_IMAGES.fill(3);
        String token = Listing.LIST_IMAGES.page(1, null).nextToken();
        ecr.repository("other").pushed("content", "1.0");

        ecr.refusal(() -> client().listImages(r -> r.repositoryName("other").nextToken(token)))
                .is(InvalidParameterException.class);
    }

    @ParameterizedTest
    @EnumSource
    @Documented(ApiReference.SERVICE_MODEL)
    void givesTokensThatSayNothing(Listing listing) {
        listing.fill(3);

        String token = listing.page(1, null).nextToken();

        assertThat(token).matches("[A-Za-z0-9+/=_-]+").doesNotContain("app");
    }

    @Test
    @Documented(ApiReference.DESCRIBE_REPOSITORIES)
    void refusesATokenTogetherWithNames() {
        Listing.DESCRIBE_REPOSITORIES.fill(3);
        String token = Listing.DESCRIBE_REPOSITORIES.page(1, null).nextToken();

        ecr.refusal(() -> client().describeRepositories(
                                r -> r.repositoryNames("app-1").nextToken(token)))
                .is(InvalidParameterException.class);
    }

    @Test
    @Documented(ApiReference.DESCRIBE_IMAGES)
    void refusesATokenTogetherWithIds() {
        Listing.DESCRIBE_IMAGES.fill(3);
        String token = Listing.DESCRIBE_IMAGES.page(1, null).nextToken();

        ecr.refusal(() -> client().describeImages(r -> r.repositoryName("app")
                        .imageIds(RepositoryUnderTest.tag("tag-1"))
                        .nextToken(token)))
                .is(InvalidParameterException.class);
    }

    @ParameterizedTest
    @MethodSource("filteredListings")
    @Documented(ApiReference.LIST_IMAGES)
    void countsOnlyWhatTheFilterLetsThrough(Consumer<List<String>> listTaggedInPagesOfTwo) {
        Listing.LIST_IMAGES.fill(9);
        List<String> tags = new ArrayList<>();

        listTaggedInPagesOfTwo.accept(tags);

        assertThat(tags).containsExactlyInAnyOrder("tag-1", "tag-2", "tag-4", "tag-5", "tag-7", "tag-8");
    }

    static Stream<Consumer<List<String>>> filteredListings() {
        return Stream.of(
                tags -> client().listImagesPaginator(
                                r -> r.repositoryName("app").maxResults(2).filter(f -> f.tagStatus(TagStatus.TAGGED)))
                        .forEach(page -> {
                            assertThat(page.imageIds()).hasSize(2);
                            page.imageIds().forEach(id -> tags.add(id.imageTag()));
                        }),
                tags -> client().describeImagesPaginator(
                                r -> r.repositoryName("app").maxResults(2).filter(f -> f.tagStatus(TagStatus.TAGGED)))
                        .forEach(page -> {
                            assertThat(page.imageDetails()).hasSize(2);
                            page.imageDetails().forEach(detail -> tags.addAll(detail.imageTags()));
                        }));
    }

    @Test
    @Assumed("a reader who pages must not lose an image because another one comes or goes")
    void losesAndRepeatsNothingWhileImagesComeAndGo() {
        RepositoryUnderTest app = ecr.repository("app");
        Manifest image = app.uploadedImage("content");
        List<Manifest> images = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            images.add(image.annotation("number", "" + i));
            app.put(images.get(i));
        }
        Page first = Listing.DESCRIBE_IMAGES.page(3, null);

        app.delete(RepositoryUnderTest.digest(first.items().get(0)));
        app.put(image.annotation("number", "late"));
        Page second = Listing.DESCRIBE_IMAGES.page(10, first.nextToken());

        List<String> seen = new ArrayList<>(first.items());
        seen.addAll(second.items());
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen).containsAll(images.stream().map(Manifest::digest).toList());
    }
}
