package io.github.ecremulator.core;

import io.github.ecremulator.core.annotation.Internal;
import io.github.ecremulator.core.annotation.PublishedApi;
import io.github.ecremulator.core.blob.BlobRoot;
import io.github.ecremulator.core.blob.Layers;
import io.github.ecremulator.core.blob.SharedBlobs;
import io.github.ecremulator.core.blob.Uploads;
import io.github.ecremulator.core.commit.Commits;
import io.github.ecremulator.core.fixture.ImagePusher;
import io.github.ecremulator.core.fixture.TestImage;
import io.github.ecremulator.core.identity.AccessKeys;
import io.github.ecremulator.core.identity.Caller;
import io.github.ecremulator.core.identity.Identifiers;
import io.github.ecremulator.core.identity.RegistryTokens;
import io.github.ecremulator.core.identity.Seal;
import io.github.ecremulator.core.image.Images;
import io.github.ecremulator.core.image.Manifests;
import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Region;
import io.github.ecremulator.core.model.RegistryId;
import io.github.ecremulator.core.model.RepositoryId;
import io.github.ecremulator.core.model.RepositoryName;
import io.github.ecremulator.core.policy.Authorization;
import io.github.ecremulator.core.policy.Gate;
import io.github.ecremulator.core.repository.Repositories;
import io.github.ecremulator.core.state.EmulatorState;
import io.github.ecremulator.core.state.RepositorySettings;
import io.github.ecremulator.core.store.BlobUsage;
import io.github.ecremulator.core.store.memory.MemoryBlobStore;
import io.github.ecremulator.core.time.DueTimer;
import io.github.ecremulator.core.time.EmulatorClock;
import java.lang.ref.Reference;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * An Amazon ECR of one's own: any number of registries, one per account and region, on one clock, without a network.
 * An {@code EcrEmulatorServer} gives it an address.
 *
 * <p>Safe for use by many threads. Closing it frees what it holds; a snapshot keeps layers alive only together with the
 * emulator it came from or a fork of that.
 */
@PublishedApi
public final class EcrEmulator implements AutoCloseable {

    /** The account of callers that do not say which one is theirs. */
    public static final String DEFAULT_ACCOUNT = "123456789012";

    /** The region of callers that do not say which one they mean. */
    public static final String DEFAULT_REGION = "us-east-1";

    private static final int SECRET_BYTES = 32;

    private final RegistryId home;
    private final RandomGenerator random;
    private final byte[] secret;
    private final EmulatorClock clock;
    private final SharedBlobs blobs;
    private final Commits commits;
    private final Uploads uploads;
    private final RegistryTokens tokens;
    private final Identifiers identifiers;
    private final Seal seal;
    private final Authorization authorization;
    private final Repositories repositories;
    private final Images images;
    private final Layers layers;
    private final AccessKeys accessKeys;
    private final DueTimer timer;
    private final BlobRoot root;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EcrEmulator(
            RegistryId home,
            RandomGenerator random,
            byte[] secret,
            EmulatorClock clock,
            SharedBlobs blobs,
            EmulatorState state,
            AccessKeys accessKeys) {
        this.home = home;
        this.random = random;
        this.accessKeys = accessKeys;
        this.secret = secret;
        this.clock = clock;
        this.blobs = blobs;
        this.commits = new Commits(clock, state);
        this.root = blob -> commits.current().uses(blob);
        blobs.add(root);
        commits.listen((changes, unlinked, newest) -> blobs.reclaim(unlinked));
        Gate gate = new Gate(commits);
        this.identifiers = new Identifiers(random);
        this.uploads = new Uploads(clock);
        this.seal = new Seal(secret);
        this.tokens = new RegistryTokens(seal, clock);
        this.authorization = new Authorization(gate, tokens);
        this.repositories = new Repositories(gate, uploads, identifiers);
        this.layers = new Layers(gate, commits, blobs, uploads, identifiers, clock);
        this.images = new Images(gate, commits, new Manifests(blobs));
        clock.register(layers);
        this.timer = DueTimer.start(clock);
    }

    /** An empty emulator in memory, with the default account and region. */
    public static EcrEmulator inMemory() {
        return builder().build();
    }

    /** Settings for an emulator. */
    public static Builder builder() {
        return new Builder();
    }

    /** The account that callers belong to who do not say which; twelve digits. */
    public String account() {
        return home.account().value();
    }

    /** The region that is meant where nobody says which. */
    public String region() {
        return home.region().value();
    }

    /** The clock by which everything in this emulator happens. */
    public EmulatorClock clock() {
        return clock;
    }

    /** What this emulator holds now, to come back to. */
    public Snapshot snapshot() {
        commits.requireOpen();
        return blobs.addSnapshot(() -> new Snapshot(commits.current(), blobs));
    }

    /**
     * Goes back to a snapshot. Open uploads end; tokens and the clock stay as they are.
     *
     * @throws IllegalArgumentException when the snapshot is of an emulator that this one is no fork of
     */
    public void restore(Snapshot snapshot) {
        if (!snapshot.sharesBlobsWith(blobs)) {
            throw new IllegalArgumentException("the snapshot belongs to another emulator");
        }
        try {
            replace(snapshot.state());
        } finally {
            Reference.reachabilityFence(snapshot);
        }
    }

    /** Forgets all repositories of all registries and ends open uploads; tokens and the clock stay as they are. */
    public void reset() {
        replace(EmulatorState.EMPTY);
    }

    /**
     * A second emulator that begins with what this one holds and then goes its own way. It shows the same time and
     * accepts the same tokens. Layers are shared, so that it costs next to nothing.
     */
    public EcrEmulator fork() {
        Snapshot held = snapshot();
        try {
            return new EcrEmulator(home, random, secret, clock.fork(), blobs, held.state(), accessKeys.copy());
        } finally {
            blobs.removeSnapshot(held);
        }
    }

    /**
     * Creates a repository with default settings in the default account and region.
     *
     * @throws IllegalArgumentException when the text is no repository name
     * @throws IllegalStateException when the repository exists already
     */
    public void createRepository(String name) {
        RepositoryId id = new RepositoryId(home, new RepositoryName(name));
        if (commits.current().repository(id).isPresent()) {
            throw new IllegalStateException("the repository " + name + " exists already");
        }
        repositories.create(administrator(), id, RepositorySettings.DEFAULT, Map.of());
    }

    /**
     * Pushes an image, creating the repository when it does not exist.
     *
     * @param reference {@code repository:tag}, or {@code repository} for an image without a tag
     * @return the digest of the image
     */
    public String push(String reference, TestImage image) {
        return new ImagePusher(administrator(), home, repositories, layers, images).push(reference, image);
    }

    /** What this emulator occupies at the moment; layers that it shares with forks are counted in each. */
    public EmulatorUsage usage() {
        BlobUsage usage = blobs.store().usage();
        return new EmulatorUsage(uploads.count(), usage.files(), usage.blobs(), usage.bytes());
    }

    /**
     * Frees what this emulator holds. What was begun fails, and so does every later use, with an {@link
     * IllegalStateException}; closing again does nothing. A fork is closed on its own.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            timer.close();
            commits.close();
            uploads.clear();
            blobs.remove(root, commits.current().usedBlobs());
        }
    }

    /**
     * Makes an access key belong to an account. Other keys belong to the default account, or, when they are twelve
     * digits, to that account.
     *
     * @throws IllegalArgumentException when the account is not twelve digits
     */
    public void addAccessKey(String accessKeyId, String account) {
        accessKeys.add(accessKeyId, new AccountId(account));
    }

    /** The access keys whose accounts are known, for the doors. */
    @Internal
    public AccessKeys accessKeys() {
        return accessKeys;
    }

    /** The registry that is meant where nobody says which. */
    @Internal
    public RegistryId home() {
        return home;
    }

    /** The repositories, for the doors. */
    @Internal
    public Repositories repositories() {
        return repositories;
    }

    /** The images, for the doors. */
    @Internal
    public Images images() {
        return images;
    }

    /** The layers, for the doors. */
    @Internal
    public Layers layers() {
        return layers;
    }

    /** What issues registry tokens, for the doors. */
    @Internal
    public Authorization authorization() {
        return authorization;
    }

    /** What reads registry tokens, for the doors. */
    @Internal
    public RegistryTokens tokens() {
        return tokens;
    }

    /** The source of ids, for the doors. */
    @Internal
    public Identifiers identifiers() {
        return identifiers;
    }

    /** What proves that a page token or a URL came from this emulator, for the doors. */
    @Internal
    public Seal seal() {
        return seal;
    }

    private Caller administrator() {
        return Caller.administrator(home.account(), home.region().partition());
    }

    private void replace(EmulatorState state) {
        uploads.clear();
        commits.replace(state);
        uploads.clear();
    }

    /** Settings for an emulator. Not safe for use by several threads at once. */
    @PublishedApi
    public static final class Builder {

        private AccountId account = new AccountId(DEFAULT_ACCOUNT);
        private Region region = new Region(DEFAULT_REGION);
        private InstantSource wallClock = InstantSource.system();

        private Builder() {}

        /**
         * The default account.
         *
         * @param value twelve digits
         * @throws IllegalArgumentException when it is not
         */
        public Builder account(String value) {
            this.account = new AccountId(value);
            return this;
        }

        /**
         * The default region.
         *
         * @param value such as {@code eu-west-1}
         * @throws IllegalArgumentException when it cannot be a region
         */
        public Builder region(String value) {
            this.region = new Region(value);
            return this;
        }

        /** The time that the emulator's clock starts from and runs with, the system's unless told otherwise. */
        public Builder wallClock(InstantSource value) {
            this.wallClock = value;
            return this;
        }

        /** An empty emulator in memory. */
        public EcrEmulator build() {
            RandomGenerator random = new SecureRandom();
            return new EcrEmulator(
                    new RegistryId(account, region),
                    random,
                    new Identifiers(random).secret(SECRET_BYTES),
                    new EmulatorClock(wallClock),
                    new SharedBlobs(new MemoryBlobStore()),
                    EmulatorState.EMPTY,
                    new AccessKeys());
        }
    }
}
