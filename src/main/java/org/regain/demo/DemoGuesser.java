package org.regain.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.secret.Password;
import org.regain.signin.SignIn;
import org.regain.signin.SignIn.Judged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// A stranger who keeps guessing somebody's password, so that the account is locked, as it happens. They give up once its
/// owner has got back in and the lock is gone.
@Component
@Profile("demo")
class DemoGuesser {

    private static final Logger LOG = LoggerFactory.getLogger(DemoGuesser.class);
    private static final Origin SOMEWHERE = new Origin("203.0.113.7", "Firefox, Linux");
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /// So many wrong passwords in a row lock an account.
    private static final int TRIES = 10;

    private final SignIn signIn;
    private final Clock clock;

    DemoGuesser(SignIn signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    void keepGuessing(DemoPerson person) {
        for (var i = 0; i < TRIES; i++) {
            guess(person, i);
        }
        Thread.ofVirtual().name("demo-guesser").start(() -> guessOnAndOn(person));
    }

    private void guessOnAndOn(DemoPerson person) {
        try {
            for (var i = TRIES; guess(person, i) instanceof Judged.Locked(Instant until); i++) {
                var pause = Duration.between(clock.instant(), until).plusMillis(50);
                Thread.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
                guess(person, i);
            }
            LOG.info("The demo's stranger has given up on {}.", person.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Judged guess(DemoPerson person, int number) {
        return signIn.judge(
                person.email(),
                Password.of("a guess, number " + number).orElseThrow(),
                null,
                Language.ENGLISH,
                SOMEWHERE);
    }
}
