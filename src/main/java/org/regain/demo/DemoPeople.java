package org.regain.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.regain.RegainSettings;
import org.regain.account.Role;
import org.regain.secret.SavedCode;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes the demo's people at its first start and says on the console who there is.
@Component
@Profile("demo")
class DemoPeople {

    private final RegainSettings settings;
    private final DemoClaims claims;
    private final DemoGuesser guesser;
    private final PrintStream console;

    DemoPeople(RegainSettings settings, DemoClaims claims, DemoGuesser guesser, PrintStream console) {
        this.settings = settings;
        this.claims = claims;
        this.guesser = guesser;
        this.console = console;
    }

    @EventListener(ApplicationReadyEvent.class)
    void arrive() {
        var codes = DemoPerson.ALL.stream()
                .flatMap(person -> arrive(person).stream())
                .toList();
        extraPeople(settings.demo().extraPeople());
        DemoPerson.ALL.stream().filter(DemoPerson::guessed).forEach(guesser::keepGuessing);
        print(codes);
    }

    /// The saved codes of a new administrator; of the others nobody is told.
    private List<String> arrive(DemoPerson person) {
        var codes = claims.arrive(person.email(), person.name(), person.roles(), person.language(), person.password());
        return person.roles().contains(Role.GLOBAL_ADMIN)
                ? codes.stream().map(SavedCode::text).toList()
                : List.of();
    }

    private void extraPeople(int count) {
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> claims.arrive(
                        "user%d@bench.example".formatted(i), null, Set.of(), "en", "initial pass phrase " + i));
    }

    private void print(List<String> adminCodes) {
        console.printf(
                "%n  Sign in      %s/sign-in%n  Demo inbox   %s/demo/inbox%n%n",
                settings.baseUrl(), settings.baseUrl());
        console.printf("  %-26s %-30s %s%n", "Who", "State", "Password");
        for (var person : DemoPerson.ALL) {
            console.printf("  %-26s %-30s %s%n", person.email(), person.state(), claims.told(person));
        }
        Optional.of(adminCodes)
                .filter(codes -> !codes.isEmpty())
                .ifPresent(codes -> console.printf(
                        "%n  Marta's saved codes, shown this once: %s ...%n", String.join(" ", codes.subList(0, 2))));
        console.printf("%n  Everything but the mails is kept in %s between starts.%n%n", settings.dataDir());
    }
}
