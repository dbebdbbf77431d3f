package org.regain.texts;

import java.time.Duration;
import java.util.Set;
import org.regain.account.PhoneNumber;
import org.regain.channel.SmsChannel;
import org.regain.limits.Limits;
import org.regain.support.Deadline;
import org.regain.support.ScriptedProvider;

/// The door through which tests of delivery reach what sends texts.
public final class TestTexts {

    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    public static final String TOKEN = "hunter2";
    static final PhoneNumber NUMBER = new PhoneNumber("+34612345612");

    private TestTexts() {}

    /// A Twilio that hangs only where it is told to.
    public static SmsChannel twilio(ScriptedProvider provider) {
        return twilio(provider, Deadline.HANGING, Deadline.HANGING);
    }

    public static SmsChannel twilio(ScriptedProvider provider, Duration connecting, Duration replying) {
        return new TwilioSmsChannel(
                new ProviderHttp(connecting, replying), provider.url(""), ACCOUNT, TOKEN, "+34600000000");
    }

    public static TextsAllowed allowed(String... countries) {
        return new TextsAllowed(Set.of(countries));
    }

    /// Numbers are told apart by themselves, not by their MACs.
    public static TextBudget budget(Limits limits) {
        return new TextBudget(limits, (_, parts) -> parts[0]);
    }
}
