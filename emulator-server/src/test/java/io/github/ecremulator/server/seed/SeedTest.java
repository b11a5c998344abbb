package io.github.ecremulator.server.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecremulator.core.EcrEmulator;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {

    @TempDir
    private Path directory;

    private final EcrEmulator emulator = EcrEmulator.inMemory();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void repositoriesAreCreatedAtHomeUnlessTheySayOtherwise() throws IOException {
        apply("{'repositories':[{'name':'app'},{'name':'app','account':'210987654321','region':'eu-west-1'}]}");

        assertThrows(IllegalStateException.class, () -> emulator.createRepository("app"));
        assertTaken("210987654321/eu-west-1", "app");
    }

    @Test
    void accessKeysBelongToTheirAccounts() throws IOException {
        apply("{'accounts':[{'id':'210987654321','accessKeys':['AKIAONE','AKIATWO']}]}");

        assertEquals(
                Optional.of(new AccountId("210987654321")),
                emulator.accessKeys().accountOf("AKIATWO"));
    }

    @Test
    void aSeedMayBeEmpty() throws IOException {
        apply("{}");

        emulator.createRepository("app");
    }

    @Test
    void everySettingIsTaken() throws IOException {
        apply("{'repositories':[{'name':'app','imageTagMutability':'IMMUTABLE_WITH_EXCLUSION',"
                + "'imageTagMutabilityExclusionFilters':['latest*'],'scanOnPush':true,'tags':{'team':'a'}}]}");

        assertTaken("123456789012/us-east-1", "app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{} {}",
                "{'repository':[]}",
                "{'repositories':[1]}",
                "{'repositories':[{}]}",
                "{'repositories':[{'name':'ok'},{'name':'Not A Name'}]}",
                "{'repositories':[{'name':'ok'},{'name':'ok'}]}",
                "{'repositories':[{'name':'ok','nmae':'x'}]}",
                "{'repositories':[{'name':'ok','account':'123'}]}",
                "{'repositories':[{'name':'ok','region':'Nowhere'}]}",
                "{'repositories':[{'name':'ok','imageTagMutability':'mutable'}]}",
                "{'repositories':[{'name':'ok','imageTagMutability':'IMMUTABLE_WITH_EXCLUSION'}]}",
                "{'repositories':[{'name':'ok','imageTagMutabilityExclusionFilters':['a']}]}",
                "{'repositories':[{'name':'ok','imageTagMutability':'MUTABLE_WITH_EXCLUSION',"
                        + "'imageTagMutabilityExclusionFilters':['*a*b*']}]}",
                "{'accounts':[{}]}",
                "{'accounts':[{'id':'1'}]}",
                "{'accounts':[{'id':'210987654321','keys':[]}]}"
            })
    void aBadFileIsRefusedInOneSentence(String json) throws IOException {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'repositories':'app'}",
                "{'repositories':{'name':'app'}}",
                "{'accounts':'210987654321'}",
                "{'accounts':[{'id':'210987654321','accessKeys':'AKIAONE'}]}",
                "{'accounts':[{'id':'210987654321','accessKeys':[{}]}]}",
                "{'repositories':[{'name':'ok','tags':['team']}]}",
                "{'repositories':[{'name':'ok','tags':{'team':{}}}]}",
                "{'repositories':[{'name':'ok','scanOnPush':'yes'}]}",
                "{'repositories':[{'name':'ok','imageTagMutability':'MUTABLE_WITH_EXCLUSION',"
                        + "'imageTagMutabilityExclusionFilters':'latest'}]}"
            })
    void aMemberOfAnotherTypeIsRefusedInsteadOfPassedOver(String json) throws IOException {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'repositories':[{'name':'ok'},{'name':'bad','tags':{'aws:team':'a'}}]}",
                "{'repositories':[{'name':'ok'},{'name':'bad','tags':{'':'a'}}]}"
            })
    void tagsThatARepositoryCannotHaveAreRefusedBeforeAnythingTakesEffect(String json) throws IOException {
        assertRefused(json);
    }

    @Test
    void aRefusalDoesNotNameAClass() throws IOException {
        Path file = write("{'repositories':[{'name':'ok','imageTagMutability':'mutable'}]}");

        Seed.InvalidSeed refused = assertThrows(Seed.InvalidSeed.class, () -> Seed.read(file, emulator.home()));
        assertFalse(String.valueOf(refused.getMessage()).contains("io.github"), refused.getMessage());
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.json");

        Seed.InvalidSeed refused = assertThrows(Seed.InvalidSeed.class, () -> Seed.read(missing, emulator.home()));
        assertEquals("There is no seed file " + missing + ".", refused.getMessage());
    }

    @Test
    void aDirectoryIsNoSeed() {
        assertThrows(Seed.InvalidSeed.class, () -> Seed.read(directory, emulator.home()));
    }

    private void assertRefused(String json) throws IOException {
        Path file = write(json);

        Seed.InvalidSeed refused = assertThrows(
                Seed.InvalidSeed.class, () -> Seed.read(file, emulator.home()).applyTo(emulator));
        String sentence = String.valueOf(refused.getMessage());
        assertEquals(1, sentence.lines().count(), sentence);
        assertTrue(sentence.contains(file.toString()), sentence);
        assertTrue(emulator.accessKeys().accountOf("AKIAONE").isEmpty());
        emulator.createRepository("ok");
    }

    private void assertTaken(String registry, String name) throws IOException {
        RepositoryId id = new RepositoryId(RegistryId.parse(registry), new RepositoryName(name));
        Path again = write("{'repositories':[{'name':'" + id.name() + "','account':'"
                + id.registry().account() + "','region':'" + id.registry().region() + "'}]}");
        Seed seed = Seed.read(again, emulator.home());
        assertThrows(RuntimeException.class, () -> seed.applyTo(emulator));
    }

    private void apply(String json) throws IOException {
        Seed.read(write(json), emulator.home()).applyTo(emulator);
    }

    private Path write(String json) throws IOException {
        return Files.writeString(directory.resolve("seed.json"), json.replace('\'', '"'));
    }
}
