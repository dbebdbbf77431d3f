package org.regain.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.regain.account.PhoneNumber;
import org.regain.account.Role;
import org.regain.secret.SavedCode;
import org.regain.settings.RegainSettings;
import org.regain.verification.Method;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes the demo's people at its first start and says on the console who there is.
@Component
@Profile("demo")
class DemoPeople {

    /// Nobody is called by it: the demo sends no text.
    private static final PhoneNumber CARLOS = new PhoneNumber("+34600000001");

    private static final int AT_ONCE = 16;

    private final RegainSettings settings;
    private final DemoClaims claims;
    private final DemoGuesser guesser;
    private final DemoInbox inbox;
    private final DemoPortal portal;
    private final PrintStream console;

    DemoPeople(
            RegainSettings settings,
            DemoClaims claims,
            DemoGuesser guesser,
            DemoInbox inbox,
            DemoPortal portal,
            PrintStream console) {
        this.portal = portal;
        this.settings = settings;
        this.inbox = inbox;
        this.claims = claims;
        this.guesser = guesser;
        this.console = console;
    }

    @EventListener(ApplicationReadyEvent.class)
    void arrive() {
        // Before there is a global administrator.
        var site = portal.open();
        // They come in by their mails, which wait for no server.
        inbox.quiet(true);
        // Once there is a global administrator, nobody but they give roles.
        var secrets = DemoPerson.ALL.stream()
                .sorted(Comparator.comparing(person -> person.roles().contains(Role.GLOBAL_ADMIN)))
                .flatMap(person -> arrive(person).stream())
                .toList();
        extraPeople(settings.demo().extraPeople());
        inbox.quiet(false);
        DemoPerson.ALL.stream().filter(DemoPerson::guessed).forEach(guesser::keepGuessing);
        print(secrets, site);
    }

    /// What the console tells of a new person's secrets: an app's key, some of an administrator's codes.
    private List<String> arrive(DemoPerson person) {
        var claimed =
                claims.arrive(person.email(), person.name(), person.roles(), person.language(), person.password());
        if (claimed.isEmpty()) {
            return List.of();
        }
        var told = new ArrayList<String>();
        if (person.more() == Method.TOTP) {
            var key = claims.addApp(claimed.get()).grouped();
            if (!person.waits()) {
                told.add("The key of %s's authenticator app, shown this once: %s".formatted(person.name(), key));
            }
        }
        if (person.waits()) {
            claims.waitInstead(person.email());
        }
        if (person.more() == Method.SMS) {
            claims.addPhone(claimed.get(), CARLOS);
        }
        if (person.roles().contains(Role.GLOBAL_ADMIN)) {
            told.add("Two of %s's saved codes, shown this once: %s"
                    .formatted(
                            person.name(),
                            claimed.get().savedCodes().stream()
                                    .limit(2)
                                    .map(SavedCode::text)
                                    .collect(Collectors.joining(" "))));
        }
        return told;
    }

    /// Each waits for two mails, which take longer than all else they do: so many of them at once.
    private void extraPeople(int count) {
        try (var arriving =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            IntStream.range(0, count)
                    .mapToObj(i -> arriving.submit(() -> claims.arrive(
                            "user%d@bench.example".formatted(i), null, Set.of(), "en", "initial pass phrase " + i)))
                    .toList()
                    .forEach(DemoPeople::arrived);
        }
    }

    private static void arrived(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Somebody did not arrive", e.getCause());
        }
    }

    private void print(List<String> secrets, Optional<URI> site) {
        console.printf(
                "%n  Sign in      %s/sign-in%n  Demo inbox   %s/demo/inbox%n", settings.baseUrl(), settings.baseUrl());
        site.ifPresent(address -> console.printf("  Demo portal  %s/orders%n", address));
        console.println();
        console.printf("  %-26s %-30s %s%n", "Who", "State", "Password");
        for (var person : DemoPerson.ALL) {
            console.printf("  %-26s %-30s %s%n", person.email(), person.state(), claims.told(person));
        }
        if (!secrets.isEmpty()) {
            console.println();
            secrets.forEach(secret -> console.printf("  %s%n", secret));
        }
        console.printf("%n  Everything but the mails is kept in %s between starts.%n%n", settings.dataDir());
        // Last, because a server that hangs takes its time to say nothing.
        if (inbox.waits()) {
            console.printf(
                    "  The configured mail server (spring.mail.host) takes no mail now: mails wait for it, and the demo inbox%n"
                            + "  shows them meanwhile.%n%n");
        }
    }
}
