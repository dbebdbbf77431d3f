package org.regain.recovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.regain.account.Account;
import org.regain.account.Accounts;
import org.regain.account.Contact;
import org.regain.channel.Channel;
import org.regain.delivery.ChannelHealth;
import org.regain.delivery.DeliveryStatus;
import org.regain.delivery.Outbox;
import org.regain.law.Numbers;
import org.regain.password.DirectoryPasswords;
import org.regain.password.NewPasswordPage;
import org.regain.recovery.RecoveryFlow.Applying;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.verification.Method;
import org.regain.verification.PasskeyProofs;
import org.regain.verification.Waitings;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// Which page a flow's state is, and what is on it. Before the first proof nothing on any page depends on whether anybody
/// has the name that was typed.
@Component
class Screens {

    /// Whoever is still looking at the page then is told that it is late.
    private static final Duration USUAL = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final OfferedMethods offered;
    private final PasskeyProofs passkeys;
    private final Troubles troubles;
    private final ChannelHealth health;
    private final Outbox outbox;
    private final SetAsideMethods setAside;
    private final Waitings waitings;
    private final Numbers numbers;
    private final NewPasswordPage newPassword;
    private final DirectoryPasswords directory;
    private final Clock clock;

    Screens(
            Accounts accounts,
            OfferedMethods offered,
            PasskeyProofs passkeys,
            Troubles troubles,
            ChannelHealth health,
            Outbox outbox,
            SetAsideMethods setAside,
            Waitings waitings,
            Numbers numbers,
            NewPasswordPage newPassword,
            DirectoryPasswords directory,
            Clock clock) {
        this.accounts = accounts;
        this.offered = offered;
        this.passkeys = passkeys;
        this.troubles = troubles;
        this.health = health;
        this.outbox = outbox;
        this.setAside = setAside;
        this.waitings = waitings;
        this.numbers = numbers;
        this.newPassword = newPassword;
        this.directory = directory;
        this.clock = clock;
    }

    /// Where a flow in this state is to be found.
    static String path(RecoveryFlow flow) {
        return switch (flow) {
            case Opened(var head) -> head.aim() == null ? "/recover/reason" : "/recover/verify";
            case Challenged _ -> "/recover/verify";
            case Verified(var head, _, _) ->
                head.aim() == Aim.UNLOCK ? "/recover/existing-password" : "/recover/new-password";
            case Applying _, Completed _ -> "/recover/done";
            case Ended _ -> "/recover/over";
        };
    }

    /// Fills in what the page of this state needs, and names its template.
    String show(ModelMap model, RecoveryFlow flow) {
        model.addAttribute("at", flow.head().step());
        model.addAttribute("permitted", flow.head().asker().standing() == Asker.Standing.PERMITTED);
        return switch (flow) {
            case Opened opened when opened.head().aim() == null -> "recovery/reason";
            case Opened opened -> {
                model.addAttribute("step", stepNumber(opened));
                model.addAttribute(
                        "methods", offered.to(opened).stream().map(Method::name).toList());
                if (opened.mayWait()) {
                    waiting(model, opened.head());
                }
                yield "recovery/verify";
            }
            case Challenged challenged -> {
                model.addAttribute("step", stepNumber(challenged));
                hint(challenged).ifPresent(hint -> model.addAttribute("hint", hint));
                yield answerPage(model, challenged);
            }
            case Verified verified -> passwordPage(model, verified);
            case Applying _ -> "recovery/over";
            case Completed completed -> done(model, completed);
            case Ended(var head, EndReason reason)
            when reason == EndReason.WAITING -> {
                waiting(model, head);
                yield "recovery/waiting";
            }
            case Ended(_, var reason) -> {
                model.addAttribute("reason", reason.name());
                yield "recovery/over";
            }
        };
    }

    /// For a browser that has no recovery of its own.
    static String notHere(ModelMap model) {
        model.addAttribute("reason", "OTHER_BROWSER");
        return "recovery/over";
    }

    /// How long waiting takes, and until when somebody waits already. Nobody gets here without a proof.
    private void waiting(ModelMap model, Head head) {
        var account = head.account();
        if (account != null) {
            model.addAttribute("waitHours", waitings.hours(account));
            waitings.of(account).ifPresent(it -> model.addAttribute("waiting", it));
        }
    }

    private String done(ModelMap model, Completed flow) {
        var account = flow.head().account() == null
                ? null
                : accounts.find(flow.head().account()).orElse(null);
        model.addAttribute("outcome", flow.outcome().name());
        model.addAttribute("endedSessions", flow.sessionsEnded());
        model.addAttribute("aside", setAside.of(flow.head().id()));
        model.addAttribute("told", account == null ? List.of() : hints(account));
        return "recovery/done";
    }

    private static List<String> hints(Account account) {
        return account.confirmedContacts().stream().map(Contact::hint).toList();
    }

    /// Where the code went, half hidden, and only after a first proof: before it, nobody is told anything.
    private Optional<String> hint(Challenged flow) {
        var account = flow.head().account();
        return account == null || flow.head().proven().isEmpty()
                ? Optional.empty()
                : accounts.contacts(account).stream()
                        .filter(contact -> contact.id().equals(flow.challenge().contact()))
                        .map(Contact::hint)
                        .findFirst();
    }

    private String answerPage(ModelMap model, Challenged flow) {
        return switch (flow.challenge().method()) {
            case EMAIL -> sentCodePage(model, flow, "code", Channel.EMAIL);
            case SMS -> sentCodePage(model, flow, "text", Channel.SMS);
            case TOTP -> page(model, "recovery/kept-code", "kept", "app");
            case SAVED_CODE -> page(model, "recovery/kept-code", "kept", "saved");
            case PASSKEY -> {
                model.addAttribute("options", passkeys.options(flow.challenge()));
                yield "recovery/passkey";
            }
        };
    }

    /// What is said of late messages is said to everybody: it depends on the channel, and on how long ago they asked, alone. How
    /// their own message fares is told to whoever has proven something.
    private String sentCodePage(ModelMap model, Challenged flow, String words, Channel channel) {
        if (!flow.head().proven().isEmpty()) {
            status(flow).ifPresent(it -> model.addAttribute("status", it.name()));
        }
        model.addAttribute("delayed", health.delayed(channel));
        model.addAttribute("late", !clock.instant().isBefore(asked(flow).plus(USUAL)));
        return page(model, "recovery/code", "sent", words);
    }

    private Instant asked(Challenged flow) {
        return flow.challenge().expiresAt().minus(numbers.challengeLife());
    }

    private Optional<DeliveryStatus> status(Challenged flow) {
        return flow.challenge().contact() == null
                ? Optional.of(DeliveryStatus.WITHHELD)
                : outbox.status(flow.head().id().value());
    }

    private static String page(ModelMap model, String template, String name, String value) {
        model.addAttribute(name, value);
        return template;
    }

    private String passwordPage(ModelMap model, Verified flow) {
        var trouble = troubles.of(flow.head().id());
        trouble.ifPresent(it -> model.addAttribute("trouble", it));
        // Whoever got this far may choose the password, so the name is theirs to know.
        var account = accounts.find(flow.account());
        account.ifPresent(it -> newPassword.whose(model, it));
        var elsewhere = directory.entry(flow.account()).isPresent();
        if (elsewhere && directory.isBeingFoundOut(flow.head().id().value())) {
            model.addAttribute("pending", true);
        }
        if (flow.head().aim() == Aim.UNLOCK) {
            return "recovery/existing-password";
        }
        account.ifPresent(it -> newPassword.fill(model, it, false));
        // The smallest remedy: who knows the password after all may keep it. A lock of the directory's is not seen from here.
        model.addAttribute(
                "mayKeep",
                trouble.filter(it -> it.curedByUnlocking() || (elsewhere && it instanceof Trouble.None))
                        .isPresent());
        return "recovery/new-password";
    }

    private static int stepNumber(RecoveryFlow flow) {
        return flow.head().proven().count() + 1;
    }
}
