package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.limits.Limit;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;

/// Every counter of an account that closes is heard of, by whichever page it was closed.
class ClosedByHttpTest extends Attack {

    private final List<Claimant> awaited = new ArrayList<>();
    private int tries;

    /// A page by which a counter is filled, and what is written down then.
    enum By {
        CODES_UNDER_A_NAME("REQUESTS_A_DAY"),
        CODES_TO_A_MAILBOX("MESSAGES_A_DAY"),
        CODES_OF_A_CLAIM("MESSAGES_A_DAY"),
        AN_ADDED_ADDRESS("CONFIRMATIONS_A_DAY"),
        A_TRIED_ADDRESS("CONFIRMATIONS_A_DAY"),
        ANOTHER_CODE_FOR_IT("CONFIRMATIONS_A_DAY"),
        THE_CURRENT_PASSWORD("CURRENT_PASSWORD_TRIES"),
        THE_EXISTING_PASSWORD("EXISTING_PASSWORD"),
        THE_HUNDREDTH_PASSWORD("PASSWORD_CLOSED"),
        TEN_CODES_OF_AN_APP("METHOD_HELD TOTP"),
        A_HUNDRED_CODES_OF_AN_APP("METHOD_CLOSED TOTP"),
        A_CODE_THAT_WAS_SENT("METHOD_HELD EMAIL"),
        ELEVEN_PASSKEYS("ANSWERS_A_DAY"),
        ELEVEN_SAVED_CODES("ANSWERS_A_DAY");

        private final String counter;

        By(String counter) {
            this.counter = counter;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWrittenDownOnceAndTheOwnerTold(By by) throws Exception {
        begin(by);
        act(by);
        assertThat(closed()).as("not yet").isEmpty();
        fill(by);
        act(by);
        assertThat(closed()).containsExactly(by.counter);
        act(by);
        assertThat(closed()).as("once").hasSize(1);
        assertThat(count("select count(*) from told_today where account_id = ? and what like 'TOLD %'", victim.value()))
                .isOne();
    }

    /// Whoever signs in by an app all day guesses at nothing.
    @Test
    void signingInByAnAppTwelveTimesADayTellsNobody() {
        var app = AuthenticatorApp.with(people.addTotp(victim).bytes());
        for (var i = 0; i < 12; i++) {
            var owner = somebody();
            owner.signIn(VICTIM, VICTIMS_PASSWORD);
            assertThat(owner.browser
                            .submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()))
                            .heading())
                    .isEqualTo("Your account");
            clock.advance(Duration.ofSeconds(30));
        }
        var thief = somebody();
        thief.signIn(VICTIM, VICTIMS_PASSWORD);
        thief.browser.submit("/sign-in/verify/code", "code", "000000");
        assertThat(closed()).isEmpty();
    }

    private void begin(By by) throws Exception {
        var who = somebody();
        awaited.add(who);
        switch (by) {
            case CODES_UNDER_A_NAME, CODES_TO_A_MAILBOX, THE_HUNDREDTH_PASSWORD -> {}
            case CODES_OF_A_CLAIM -> {
                victim = people.imported(KnownPasswordTest.MEI, KnownPasswordTest.BCRYPT);
                who.signIn(KnownPasswordTest.MEI, KnownPasswordTest.IMPORTED);
            }
            case AN_ADDED_ADDRESS, A_TRIED_ADDRESS, THE_CURRENT_PASSWORD -> who.signIn(VICTIM, VICTIMS_PASSWORD);
            case ANOTHER_CODE_FOR_IT -> {
                who.signIn(VICTIM, VICTIMS_PASSWORD);
                tryAddress(who);
            }
            case THE_EXISTING_PASSWORD -> who.prove(VICTIM, "KNOWN", VICTIM);
            case TEN_CODES_OF_AN_APP, A_HUNDRED_CODES_OF_AN_APP -> {
                people.addTotp(victim);
                recover(who, "TOTP");
            }
            case A_CODE_THAT_WAS_SENT -> recover(who, "EMAIL");
            case ELEVEN_PASSKEYS -> {
                people.addPasskey(victim, new SoftAuthenticator(Kind.ES256, baseUrl.toString()));
                recover(who, "PASSKEY");
            }
            case ELEVEN_SAVED_CODES -> {
                people.saveCodes(victim);
                recover(who, "SAVED_CODE");
            }
        }
    }

    private static void recover(Claimant who, String method) {
        who.beginRecovery(VICTIM, "FORGOTTEN");
        who.browser.submit("/recover/verify/method", "method", method);
    }

    private void tryAddress(Claimant who) {
        var id = new ArrayList<UUID>();
        people.run(sql -> {
            id.addAll(sql.sql("select id from contact where account_id = ?")
                    .param(victim.value())
                    .query(UUID.class)
                    .list());
            return 0;
        });
        who.browser.get("/account/methods");
        who.browser.submit("/account/try/start", "id", id.getFirst().toString());
    }

    private void act(By by) {
        var who = awaited.getLast();
        tries++;
        switch (by) {
            case CODES_UNDER_A_NAME, CODES_TO_A_MAILBOX -> {
                var stranger = somebody();
                stranger.beginRecovery(VICTIM, "FORGOTTEN");
                stranger.askForCode();
            }
            case CODES_OF_A_CLAIM -> who.browser.submit("/claim/code/again");
            case AN_ADDED_ADDRESS -> {
                who.browser.get("/account/methods");
                who.browser.submit("/account/methods/add", "method", "EMAIL");
                who.browser.submit("/account/methods/email", "address", "v%d@home.example".formatted(tries));
            }
            case A_TRIED_ADDRESS -> tryAddress(who);
            case ANOTHER_CODE_FOR_IT -> who.browser.submit("/account/try/again");
            case THE_CURRENT_PASSWORD -> {
                who.browser.get("/account/password");
                who.browser.submit(
                        "/account/password", "currentPassword", "not this", "newPassword", NEW, "confirmation", NEW);
            }
            case THE_EXISTING_PASSWORD -> who.enterExisting("a wrong one " + tries);
            case THE_HUNDREDTH_PASSWORD -> somebody().signIn(VICTIM, "a wrong one " + tries);
            case TEN_CODES_OF_AN_APP, A_HUNDRED_CODES_OF_AN_APP -> who.typeCode("00000" + tries);
            case A_CODE_THAT_WAS_SENT -> who.typeCode("0000000" + tries);
            case ELEVEN_PASSKEYS -> who.browser.submit("/recover/verify/passkey", "credential", "{}");
            case ELEVEN_SAVED_CODES -> who.typeCode("%025d0".formatted(tries));
        }
    }

    /// As if all but one had been tried.
    private void fill(By by) {
        people.run(sql -> sql.sql(
                        switch (by) {
                            case CODES_UNDER_A_NAME,
                                    CODES_TO_A_MAILBOX,
                                    CODES_OF_A_CLAIM,
                                    AN_ADDED_ADDRESS,
                                    A_TRIED_ADDRESS,
                                    ANOTHER_CODE_FOR_IT,
                                    THE_CURRENT_PASSWORD ->
                                "update limit_count set times = array_fill(regain.now(), array [%d]) where name = '%s'"
                                        .formatted(Limit.valueOf(by.counter).most(), by.counter);
                            case THE_EXISTING_PASSWORD -> "update flow set password_tries = 4 where aim = 'UNLOCK'";
                            case THE_HUNDREDTH_PASSWORD -> "update sign_in_guard set failures = 99";
                            case TEN_CODES_OF_AN_APP, A_CODE_THAT_WAS_SENT ->
                                "update method_guard set consecutive = 9, recent = array_fill(regain.now(), array [9])";
                            case A_HUNDRED_CODES_OF_AN_APP -> "update method_guard set consecutive = 99, recent = '{}'";
                            case ELEVEN_PASSKEYS, ELEVEN_SAVED_CODES ->
                                "update limit_rate set parts[1] = 10 where name = 'ANSWERS_A_DAY'";
                        })
                .update());
    }

    private List<String> closed() {
        var found = new ArrayList<String>();
        people.run(sql -> {
            found.addAll(sql.sql("select detail from audit_event where kind = 'COUNTER_CLOSED' and account_id = ?")
                    .param(victim.value())
                    .query(String.class)
                    .list());
            return 0;
        });
        return found;
    }
}
