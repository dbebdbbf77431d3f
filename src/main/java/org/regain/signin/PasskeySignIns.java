package org.regain.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Token;
import org.regain.signin.SignInByPasskey.Judged;
import org.regain.verification.PasskeyChallenges;
import org.regain.verification.PasskeyProofs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sign-ins by a passkey, in PostgreSQL: one statement takes the challenge for good, then the passkey's counter, then looks
/// at the account, and only then completes a sign-in.
@Repository
class PasskeySignIns {

    private final JdbcClient sql;

    PasskeySignIns(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param asked what was signed, whose signature is right
    /// @param nameMac under which the flow is kept; no name was typed
    /// @param device the secret of this browser, known or not
    Judged complete(
            byte[] asked, PasskeyProofs.Use.Right used, byte[] nameMac, @Nullable Token device, NewSignIn opened) {
        return sql.sql("""
                        select * from sign_in_by_passkey(sha256(:challenge), :expires, :authenticator, :count, :backedUp, :name,
                                                         :device, :flow, :key, :source, :browser)
                        """)
                .param("challenge", asked)
                .param("expires", Timestamp.from(PasskeyChallenges.expiry(asked)))
                .param("authenticator", used.key().authenticator())
                .param("count", used.right().signCount())
                .param("backedUp", used.right().backedUp())
                .param("name", nameMac)
                .param("device", device == null ? null : device.hash(), Types.BINARY)
                .param("flow", opened.flow().id().value())
                .param("key", opened.flow().key().hash())
                .param("source", opened.origin().source())
                .param("browser", opened.origin().browser())
                .query((row, _) -> judged(row, opened))
                .single();
    }

    private static Judged judged(ResultSet row, NewSignIn opened) throws SQLException {
        var word = row.getString("result");
        return switch (word) {
            case "DONE" -> new Judged.Right(SignInFlows.session(row, opened.ref()));
            case "WRONG" -> new Judged.Wrong();
            case "SUSPENDED" -> new Judged.Suspended();
            case "COMPROMISED" -> new Judged.Compromised();
            case "SET_ASIDE" -> new Judged.SetAside();
            default -> throw new IllegalStateException("A passkey was judged " + word);
        };
    }
}
