package io.github.ecremulator.core.identity;

import io.github.ecremulator.core.model.AccountId;
import io.github.ecremulator.core.model.Partition;

/**
 * Who makes a request.
 *
 * @param account the account that the caller belongs to
 * @param principal the caller's ARN, as it appears in refusals
 */
public record Caller(AccountId account, String principal) {

    /** The account's administrator, which every caller is while identities are not enforced. */
    public static Caller administrator(AccountId account, Partition partition) {
        return new Caller(account, "arn:" + partition.id() + ":iam::" + account + ":root");
    }
}
