package org.regain.verification;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// Codes that a person keeps. Only their MACs are stored, each with its account in it, so one person's code is nothing in
/// another's flow. A used one is replaced.
///
/// Source: NIST SP 800-63B-4 § 4.2.1.1.
@Service
public class SavedCodes {

    /// How many a person has.
    public static final int COUNT = 10;

    private final Challenges challenges;
    private final Macs macs;
    private final SecureRandom random;

    SavedCodes(Challenges challenges, Macs macs, SecureRandom random) {
        this.challenges = challenges;
        this.macs = macs;
        this.random = random;
    }

    /// New codes, not yet anybody's: they count from when the flow that makes them is finished.
    public List<SavedCode> generate(int count) {
        return Stream.generate(() -> SavedCode.random(random)).limit(count).toList();
    }

    /// What the database keeps of these codes once they are this account's.
    public byte[][] macs(AccountId account, List<SavedCode> codes) {
        return codes.stream()
                .map(code -> macs.mac(MacPurpose.SAVED_CODE, account.bytes(), code.bytes()))
                .toArray(byte[][]::new);
    }

    /// Asks for a saved code in the place of whatever the flow awaited. Nothing is sent.
    public void ask(FlowId flow) {
        challenges.put(flow, Method.SAVED_CODE, null, null, null);
    }

    /// Judges a typed code; `account` is null in a decoy, for which the same work is done.
    public Verdict answer(FlowId flow, Token key, @Nullable AccountId account, SavedCode typed) {
        var whose = account == null ? AccountId.NOBODY : account;
        var answer = macs.byEachKey(MacPurpose.SAVED_CODE, whose.bytes(), typed.bytes());
        return challenges.judge(flow, key, answer, Token.random(random));
    }
}
