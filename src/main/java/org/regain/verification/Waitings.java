package org.regain.verification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.Token;

/// Who waits. The database decides by itself who may, until when, and what ends it: `R__46_waiting.sql`.
public interface Waitings {

    /// The one that counts; empty where nobody waits, or somebody objected, or that by which it was asked for is gone.
    Optional<Waiting> of(AccountId account);

    /// How many hours it takes in this account's organisation.
    int hours(AccountId account);

    /// Ends this recovery by waiting.
    Waiting.Asked ask(FlowId recovery, Token key);

    /// Objects, from a session that rests on this sign-in: the account freezes. False where nothing waits.
    boolean object(UUID signIn, byte[] keyHash);

    /// Takes those whose people are to be told of it again, in the caller's transaction; another node takes others meanwhile.
    List<Due> takeDue(int most);

    /// A waiting of which its account's holder is to hear.
    record Due(AccountId account, Waiting waiting) {}
}
