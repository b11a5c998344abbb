package io.github.ecremulator.core.identity;

import io.github.ecremulator.core.model.AccountId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys whose accounts are known. Safe for use by many threads. */
public final class AccessKeys {

    private final Map<String, AccountId> accounts = new ConcurrentHashMap<>();

    /** Makes a key belong to an account. */
    public void add(String accessKeyId, AccountId account) {
        accounts.put(accessKeyId, account);
    }

    /** The account that a key belongs to, if it is known. */
    public Optional<AccountId> accountOf(String accessKeyId) {
        return Optional.ofNullable(accounts.get(accessKeyId));
    }

    /** The same keys, to go their own way. */
    public AccessKeys copy() {
        AccessKeys copy = new AccessKeys();
        copy.accounts.putAll(accounts);
        return copy;
    }
}
