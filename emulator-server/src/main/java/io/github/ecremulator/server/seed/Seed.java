package io.github.ecremulator.server.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.error.EcrException;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.core.model.Wildcard;
import io.github.ecremulator.core.repository.ResourceTags;
import io.github.ecremulator.core.state.Encryption;
import io.github.ecremulator.core.state.RepositorySettings;
import io.github.ecremulator.core.state.TagMutability;
import io.github.ecremulator.server.error.EcrMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Accounts and repositories with which an emulator begins, as a JSON file names them. A file is read as a whole before
 * any of it takes effect, and a member that is not known is an error, because it is mostly a misspelt one.
 */
public final class Seed {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int MAX_FILTERS = 5;
    private static final Pattern FILTER = Pattern.compile("[0-9a-zA-Z._*-]{1,128}");

    private final Map<String, String> accessKeys = new HashMap<>();
    private final List<SeedRepository> repositories = new ArrayList<>();

    private Seed() {}

    private record SeedRepository(RepositoryId id, RepositorySettings settings, Map<String, String> tags) {}

    /**
     * Reads a file.
     *
     * @param home the account and region of repositories that do not say theirs
     * @throws InvalidSeed in one sentence, when the file cannot be read or says what cannot be
     */
    public static Seed read(Path file, RegistryId home) {
        try {
            Seed seed = new Seed();
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            onlyMembers(root, "the seed", Set.of("accounts", "repositories"));
            requireList(root, "accounts");
            requireList(root, "repositories");
            root.path("accounts").forEach(seed::addAccount);
            root.path("repositories").forEach(node -> seed.addRepository(node, home));
            return seed;
        } catch (NoSuchFileException e) {
            throw new InvalidSeed("There is no seed file " + file + ".");
        } catch (JsonProcessingException e) {
            throw new InvalidSeed("The seed file " + file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidSeed("The seed file " + file + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new InvalidSeed("The seed file " + file + " is wrong: " + e.getMessage());
        } catch (EcrException e) {
            throw new InvalidSeed("The seed file " + file + " is wrong: " + EcrMessages.of(e.error()));
        }
    }

    /** Puts everything into an emulator. */
    public void applyTo(EcrEmulator emulator) {
        accessKeys.forEach(emulator::addAccessKey);
        for (SeedRepository repository : repositories) {
            RegistryId registry = repository.id.registry();
            Caller owner =
                    Caller.administrator(registry.account(), registry.region().partition());
            emulator.repositories().create(owner, repository.id, repository.settings, repository.tags);
        }
    }

    private void addAccount(JsonNode node) {
        onlyMembers(node, "an account", Set.of("id", "accessKeys"));
        requireList(node, "accessKeys");
        String account = new AccountId(text(node, "id", "")).value();
        node.path("accessKeys").forEach(key -> accessKeys.put(string(key, "an access key"), account));
    }

    private void addRepository(JsonNode node, RegistryId home) {
        onlyMembers(
                node,
                "a repository",
                Set.of(
                        "name",
                        "account",
                        "region",
                        "imageTagMutability",
                        "imageTagMutabilityExclusionFilters",
                        "scanOnPush",
                        "tags"));
        RegistryId registry = new RegistryId(
                new AccountId(text(node, "account", home.account().value())),
                new Region(text(node, "region", home.region().value())));
        requireList(node, "imageTagMutabilityExclusionFilters");
        List<Wildcard> exclusions = new ArrayList<>();
        node.path("imageTagMutabilityExclusionFilters")
                .forEach(filter -> exclusions.add(new Wildcard(string(filter, "a filter"))));
        if (exclusions.size() > MAX_FILTERS
                || exclusions.stream()
                        .anyMatch(filter -> !FILTER.matcher(filter.pattern()).matches())) {
            throw new IllegalArgumentException("imageTagMutabilityExclusionFilters has at most " + MAX_FILTERS
                    + " filters of 1 to 128 letters, digits, and . _ * -");
        }
        TagMutability mutability = new TagMutability(mode(text(node, "imageTagMutability", "MUTABLE")), exclusions);
        Map<String, String> tags = new HashMap<>();
        if (node.has("tags") && !node.path("tags").isObject()) {
            throw new IllegalArgumentException("'tags' is a JSON object");
        }
        if (node.has("scanOnPush") && !node.path("scanOnPush").isBoolean()) {
            throw new IllegalArgumentException("'scanOnPush' is true or false");
        }
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), string(tag.getValue(), "the value of a tag")));
        RepositoryId id = new RepositoryId(registry, new RepositoryName(text(node, "name", "")));
        if (repositories.stream().anyMatch(other -> other.id.equals(id))) {
            throw new IllegalArgumentException("the repository " + id + " is there twice");
        }
        ResourceTags.validate(tags);
        RepositorySettings settings =
                new RepositorySettings(mutability, node.path("scanOnPush").asBoolean(), Encryption.AES256);
        repositories.add(new SeedRepository(id, settings, tags));
    }

    private static TagMutability.Mode mode(String name) {
        return Stream.of(TagMutability.Mode.values())
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("imageTagMutability is one of "
                        + List.of(TagMutability.Mode.values()) + ", not '" + name + "'"));
    }

    private static String text(JsonNode node, String member, String otherwise) {
        return node.has(member) ? string(node.path(member), "'" + member + "'") : otherwise;
    }

    private static String string(JsonNode node, String what) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(what + " is a text");
        }
        return node.textValue();
    }

    private static void requireList(JsonNode node, String member) {
        if (node.has(member) && !node.path(member).isArray()) {
            throw new IllegalArgumentException("'" + member + "' is a list");
        }
    }

    private static void onlyMembers(JsonNode node, String what, Set<String> known) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(what + " is a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(what + " has no member '" + name + "'");
            }
        }
    }

    /** A seed file that cannot be used; the message is a sentence for people. */
    public static final class InvalidSeed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidSeed(String message) {
            super(message);
        }
    }
}
