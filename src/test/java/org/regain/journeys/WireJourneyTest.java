package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a whole recovery weighs on the wire, heads included, as the browser counts it.
class WireJourneyTest extends Journey {

    private static final long FIRST_VISIT = 20_000;
    private static final long PAGE = 10_000;

    private final AtomicLong bytes = new AtomicLong();

    /// What is being loaded.
    private final Set<String> open = new HashSet<>();

    @Test
    void theFirstVisitIsLightAndEveryPageAfterItLighter() throws Exception {
        people.active(ANA, OLD);
        var ana = visitor(new Screen("zh-CN", Screen.PHONE, true), "wire");
        count(ana);
        ana.opens("/sign-in").isAt("Sign in");
        weighs(ana, "/sign-in", FIRST_VISIT);
        ana.selects("Can't access your account?").isAt("Get back into your account");
        weighs(ana, "/recover", PAGE);
        ana.types("Email or username", ANA).selects("Next").isAt("Why are you having trouble signing in?");
        weighs(ana, "/recover/reason", PAGE);
        ana.chooses("I forgot my password").selects("Next").isAt("Verification step 1");
        weighs(ana, "/recover/verify", PAGE);
        provesByMail(ana, ANA).isAt("Choose a new password");
        weighs(ana, "the code and /recover/new-password", 2 * PAGE);
        ana.types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("Your password has been reset");
        weighs(ana, "/recover/done", PAGE);
    }

    private void count(Visitor visitor) {
        var devTools = visitor.context().newCDPSession(visitor.page());
        devTools.send("Network.enable");
        devTools.on("Network.loadingFinished", done -> {
            bytes.addAndGet(done.get("encodedDataLength").getAsLong());
            open.remove(id(done));
        });
        devTools.on("Network.loadingFailed", failed -> open.remove(id(failed)));
        devTools.on("Network.requestWillBeSent", sent -> {
            open.add(id(sent));
            if (sent.has("redirectResponse")) {
                var redirect = sent.getAsJsonObject("redirectResponse");
                bytes.addAndGet(redirect.get("encodedDataLength").getAsLong());
            }
        });
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    /// The browser shows a page before it says what that weighed.
    private void weighs(Visitor visitor, String what, long most) {
        visitor.page().waitForCondition(() -> bytes.get() > 0 && open.isEmpty());
        var weight = bytes.getAndSet(0);
        System.out.println("On the wire: " + what + " " + weight + " bytes");
        assertThat(weight).as(what).isPositive().isLessThanOrEqualTo(most);
    }
}
