package org.regain.law;

import static org.regain.law.Court.bytes;

import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;

/// A recovery that needed nothing but its ending, what is done to it, and what either ending says then.
@SuppressWarnings("ImmutableEnumChecker") // The lambdas hold nothing.
enum SpoiltRecovery {
    WITHOUT_A_PROOF("NOT_PROVEN", (court, it) -> court.root("delete from proof where flow_id = ?", it.flow())),
    WITH_THE_PROOF_OF_ANOTHER_FLOW("NOT_PROVEN", (court, it) -> {
        var other = court.flow("RECOVERY", it.account(), bytes("other"));
        court.root("update proof set flow_id = ? where flow_id = ?", other, it.flow());
    }),
    WITH_THE_PROOF_OF_ANOTHER_ACCOUNT(
            "NOT_PROVEN",
            (court, it) -> court.root(
                    "update proof set account_id = ? where flow_id = ?", court.account("ACTIVE"), it.flow())),
    WITH_A_PROOF_TOO_OLD(
            "NOT_PROVEN", (court, it) -> court.pass(Duration.ofMinutes(10).plusSeconds(1))),
    WITH_A_USED_PROOF(
            "NOT_PROVEN",
            (court, it) -> court.root(
                    "insert into proof_use (proof_id, flow_id) select id, flow_id from proof where flow_id = ?",
                    it.flow())),
    AFTER_THE_ADDRESS_CHANGED(
            "NOT_PROVEN",
            (court, it) -> court.root("update contact set version = version + 1 where account_id = ?", it.account())),
    AFTER_THE_ADDRESS_WAS_REMOVED(
            "NOT_PROVEN",
            (court, it) ->
                    court.root("update contact set removed_at = regain.now() where account_id = ?", it.account())),
    WITH_THE_OLD_PASSWORD_AS_PROOF(
            "NOT_PROVEN",
            (court, it) -> court.root(
                    "update proof set class = 'PASSWORD', method = null, contact_id = null, contact_version = null where flow_id = ?",
                    it.flow())),
    OF_A_SUSPENDED_ACCOUNT(
            "SUSPENDED",
            (court, it) -> court.root("update account set state = 'SUSPENDED' where id = ?", it.account())),
    OF_AN_UNCLAIMED_ACCOUNT(
            "SUSPENDED",
            (court, it) -> court.root("update account set state = 'UNCLAIMED' where id = ?", it.account())),
    THAT_WAS_ENDED(
            "GONE",
            (court, it) -> court.root(
                    "update flow set ended_at = regain.now(), ended_because = 'CANCELLED' where id = ?", it.flow())),
    THAT_EXPIRED("GONE", (court, it) -> court.pass(Duration.ofMinutes(15).plusSeconds(1))),
    THAT_WAS_COMPLETED(
            "GONE",
            (court, it) -> court.root(
                    "update flow set completed_at = regain.now(), outcome = 'RESET' where id = ?", it.flow())),
    THAT_IS_A_CLAIM("GONE", (court, it) -> court.root("update flow set purpose = 'CLAIM' where id = ?", it.flow())),
    THAT_IS_A_CHANGE("GONE", (court, it) -> court.root("update flow set purpose = 'CHANGE' where id = ?", it.flow())),
    THAT_IS_A_DECOY("GONE", (court, it) -> court.root("update flow set account_id = null where id = ?", it.flow())),
    OF_ANOTHER_BROWSER(
            "GONE", (court, it) -> court.root("update flow set key_hash = ? where id = ?", bytes("other"), it.flow()));

    final String answer;
    final BiConsumer<Court, It> spoil;

    SpoiltRecovery(String answer, BiConsumer<Court, It> spoil) {
        this.answer = answer;
        this.spoil = spoil;
    }

    record It(UUID account, UUID flow) {}
}
