package org.regain.signin;

import java.util.HexFormat;
import java.util.UUID;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.SoftAuthenticator;

/// What tests of "Confirm it's you" have in common.
abstract class ConfirmScene extends SecondFactorScene {

    static Page confirms(Claimant who, String what, String password) {
        who.browser.get("/account/confirm?for=" + what);
        return who.browser.submit("/account/confirm", "password", password);
    }

    static Page confirms(Claimant who, SoftAuthenticator passkey) {
        who.browser.get("/account/confirm?for=password");
        return who.browser.submit("/account/confirm/passkey", "credential", passkey.get(options(who)));
    }

    String proof() {
        return database("""
                select convert_from(attribute_bytes, 'UTF8') from spring_session_attributes where attribute_name = 'proof'
                """).getLast();
    }

    /// Whether the session's proof would let its holder change how they sign in.
    boolean fresh() {
        var proof = proof().split(":", 2);
        return count(
                        "select count(*) from fresh_sign_in(?, ?) f where f.id is not null",
                        UUID.fromString(proof[0]),
                        HexFormat.of().parseHex(proof[1]))
                == 1;
    }
}
