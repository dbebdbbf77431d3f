package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a whole recovery weighs on the wire, heads included, as the browser counts it.
class WireJourneyTest extends Journey {

    private static final long FIRST_VISIT = 20_000;
    private static final long PAGE = 10_000;

    private final AtomicLong bytes = new AtomicLong();

    @Test
    void theFirstVisitIsLightAndEveryPageAfterItLighter() throws Exception {
        people.active(ANA, OLD);
        var ana = visitor(new Screen("zh-CN", Screen.PHONE, true), "wire");
        count(ana);
        ana.opens("/sign-in").isAt("Sign in");
        weighs("/sign-in", FIRST_VISIT);
        ana.selects("Can't access your account?").isAt("Get back into your account");
        weighs("/recover", PAGE);
        ana.types("Email or username", ANA).selects("Next").isAt("Why are you having trouble signing in?");
        weighs("/recover/reason", PAGE);
        ana.chooses("I forgot my password").selects("Next").isAt("Verification step 1");
        weighs("/recover/verify", PAGE);
        provesByMail(ana, ANA).isAt("Choose a new password");
        weighs("the code and /recover/new-password", 2 * PAGE);
        ana.types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("Your password has been reset");
        weighs("/recover/done", PAGE);
    }

    private void count(Visitor visitor) {
        var devTools = visitor.context().newCDPSession(visitor.page());
        devTools.send("Network.enable");
        devTools.on(
                "Network.loadingFinished",
                done -> bytes.addAndGet(done.get("encodedDataLength").getAsLong()));
        devTools.on("Network.requestWillBeSent", sent -> {
            if (sent.has("redirectResponse")) {
                var redirect = sent.getAsJsonObject("redirectResponse");
                bytes.addAndGet(redirect.get("encodedDataLength").getAsLong());
            }
        });
    }

    private void weighs(String what, long most) {
        var weight = bytes.getAndSet(0);
        System.out.println("On the wire: " + what + " " + weight + " bytes");
        assertThat(weight).as(what).isPositive().isLessThanOrEqualTo(most);
    }
}
