package org.regain.verification;

import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// Has an answer judged by whoever knows its method. Every way counts before it compares.
@Service
public class Answers {

    private final IssuedCodes issuedCodes;
    private final SavedCodes savedCodes;
    private final AppCodes appCodes;
    private final PasskeyProofs passkeys;

    Answers(IssuedCodes issuedCodes, SavedCodes savedCodes, AppCodes appCodes, PasskeyProofs passkeys) {
        this.issuedCodes = issuedCodes;
        this.savedCodes = savedCodes;
        this.appCodes = appCodes;
        this.passkeys = passkeys;
    }

    /// Judges an answer to the live challenge of a flow.
    ///
    /// @param account whose flow it is; null in a decoy, for which the same work is done
    /// @param challenge the flow's live one
    /// @throws org.regain.secret.KeyMissing where nothing here can tell whether it is right; nothing was counted
    public Verdict judge(
            FlowId flow, Token key, @Nullable AccountId account, Challenge challenge, Answer answer, Origin origin) {
        return switch (answer) {
            case Answer.Shown(var code) -> appCodes.answer(flow, key, account, code, origin);
            case Answer.Sent(var code) -> issuedCodes.answer(flow, key, challenge, code);
            case Answer.Saved(var code) -> savedCodes.answer(flow, key, account, code);
            case Answer.Signed(var json) -> passkeys.answer(flow, key, account, challenge, json);
        };
    }
}
