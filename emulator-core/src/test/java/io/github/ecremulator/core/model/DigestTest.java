package io.github.ecremulator.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    // FIPS 180-2, appendices B.1 and C.1: the hashes of "abc".
    private static final String SHA256 = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String SHA512 = "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theDigestOfBytesIsTheirSha256() {
        assertEquals(SHA256, Digest.sha256(ABC).value());
    }

    @Test
    void aDigestHasAnAlgorithm() {
        assertEquals("sha512", new Digest(SHA512).algorithm());
        assertEquals(SHA256, new Digest(SHA256).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "sha256:abc",
                "sha256",
                "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "sha384:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "SHA256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "sha256:ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
            })
    void otherTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Digest(text));
    }

    @ParameterizedTest
    @CsvSource({
        "sha256:abc, true",
        "md5:0F, true",
        "a-b_c+d.e:1, true",
        "sha256, false",
        ":1, false",
        "a:, false",
        "a:xyz, false",
        "a b:1, false",
        "a:1:1, false"
    })
    void aTextHasTheFormOfADigestWhateverItsAlgorithm(String text, boolean wellFormed) {
        assertEquals(wellFormed, Digest.isWellFormed(text));
    }
}
