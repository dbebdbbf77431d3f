package org.regain.portal;

import org.junit.jupiter.api.BeforeEach;

/// A portal that has a token which serves with its key alone, and a code for the next.
abstract class KeyProofScene extends KeyScene {

    String code;
    String token;

    @BeforeEach
    void itHasATokenAndAnotherCode() throws Exception {
        token = given(ask(TOKEN, code(), proof().text())).at("/access_token").asString();
        code = code();
    }

    void refusedEverywhere(SignedProof atToken, SignedProof atUserInfo) throws Exception {
        refused(ask(TOKEN, code, atToken.text()), "invalid_dpop_proof");
        notTold(who("DPoP", token, atUserInfo.text()), withKey("invalid_dpop_proof"));
    }

    /// What was refused has used up nothing.
    void honestStill() throws Exception {
        given(who("DPoP", token, proofWith(token).text()));
        given(ask(TOKEN, code, proof().text()));
    }
}
