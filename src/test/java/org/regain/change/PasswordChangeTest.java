package org.regain.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.regain.secret.Pepper;
import org.regain.signin.SignInScene;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.springframework.beans.factory.annotation.Autowired;

/// Changing the password one knows, and what a sign-in says and does about passwords.
class PasswordChangeTest extends SignInScene {

    @Autowired
    Pepper pepper;

    @Test
    void itTakesTheCurrentPassword() {
        ana.signIn(ANA, RIGHT);
        var refused = change(ana, "not the current one", NEW);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal()).contains("That isn't your current password");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void itTakesASession() {
        assertThat(ana.browser.get("/account/password").path()).isEqualTo("/sign-in");
    }

    @Test
    void itEndsEveryOtherSessionAndKeepsThisOneUnderAnotherName() throws Exception {
        var other = somebody();
        other.signIn(ANA, RIGHT);
        ana.signIn(ANA, RIGHT);
        var before = ana.browser.cookies().get("__Host-session");
        assertThat(change(ana, RIGHT, NEW).heading()).isEqualTo("Your account");
        assertThat(ana.browser.cookies().get("__Host-session")).isNotEqualTo(before);
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(other.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(mail.await(ANA, 1).getSubject()).isEqualTo("Your password has been changed");
        assertThat(somebody().signIn(ANA, RIGHT).status()).isEqualTo(422);
        assertThat(somebody().signIn(ANA, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void itEndsARecoveryUnderWay() throws Exception {
        var claimant = somebody();
        claimant.prove(ANA, "FORGOTTEN", ANA);
        ana.signIn(ANA, RIGHT);
        change(ana, RIGHT, NEW);
        assertThat(claimant.browser.get("/recover/new-password").path()).isEqualTo("/recover/over");
    }

    @Test
    void theSameRulesHoldAsAfterARecovery() {
        ana.signIn(ANA, RIGHT);
        assertThat(change(ana, RIGHT, "short").status()).isEqualTo(422);
        assertThat(change(ana, RIGHT, ANA).refusal()).isNotEmpty();
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void tenWrongTriesAnHourAreTheMost() {
        ana.signIn(ANA, RIGHT);
        for (var i = 0; i < 10; i++) {
            change(ana, "not the current one", NEW);
        }
        var limited = change(ana, RIGHT, NEW);
        assertThat(limited.refusal()).contains("There were too many wrong passwords. Try again in 60 minutes");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void aFrozenAccountIsRefused() {
        ana.signIn(ANA, RIGHT);
        people.run(sql -> sql.sql("update account set frozen_at = regain.now()").update());
        assertThat(change(ana, RIGHT, NEW).refusal()).contains("Changes to this account are stopped");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void theFirstSignInAfterAResetSaysThatItHappened() throws Exception {
        ana.signIn(ANA, RIGHT);
        ana.browser.submit("/sign-out");
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        assertThat(ana.signIn(ANA, NEW).html().select(".notice").text()).contains("Your password was reset.");
        assertThat(ana.signIn(ANA, NEW).html().select(".notice")).isEmpty();
    }

    @Test
    void aHashUnderOlderParametersIsRenewedAtTheNextSignInOnce() {
        ana.signIn(ANA, RIGHT);
        var current = phc();
        weaken();
        var weak = phc();
        assertThat(weak).isNotEqualTo(current);
        assertThat(somebody().signIn(ANA, "a wrong password").status()).isEqualTo(422);
        assertThat(phc()).isEqualTo(weak);
        assertThat(somebody().signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
        var renewed = phc();
        assertThat(renewed.split("\\$", -1)[3]).isEqualTo(current.split("\\$", -1)[3]);
        somebody().signIn(ANA, RIGHT);
        assertThat(phc()).isEqualTo(renewed);
        assertThat(versions()).isEqualTo(1);
    }

    private static Page change(Claimant who, String current, String wanted) {
        who.browser.get("/account/password");
        return who.browser.submit(
                "/account/password", "currentPassword", current, "newPassword", wanted, "confirmation", wanted);
    }

    /// The same password under the least that Argon2id can cost.
    private void weaken() {
        var salt = new byte[16];
        var argon2id = new Argon2BytesGenerator();
        argon2id.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(64)
                .withIterations(1)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        var tag = new byte[32];
        argon2id.generateBytes(RIGHT.getBytes(UTF_8), tag);
        var base64 = Base64.getEncoder().withoutPadding();
        var phc = "$argon2id$v=19$m=64,t=1,p=1,keyid=%s$%s$%s"
                .formatted(
                        pepper.keyId(),
                        base64.encodeToString(salt),
                        base64.encodeToString(sha256(pepper.apply(pepper.keyId(), ofAna(tag)))));
        people.run(sql -> sql.sql("update password set phc = ?").param(phc).update());
    }

    private byte[] ofAna(byte[] tag) {
        return ByteBuffer.allocate(tag.length + 16)
                .put(tag)
                .put(account.bytes())
                .array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String phc() {
        var phc = new AtomicReference<String>("");
        people.run(sql -> {
            phc.set(sql.sql("select phc from password").query(String.class).single());
            return 0;
        });
        return Objects.requireNonNull(phc.get());
    }

    private int versions() {
        return count("select max(version) from password where account_id = ?", account.value());
    }
}
