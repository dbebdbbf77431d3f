package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.limits.Limit;

/// `docs/threats.md` says how often each thing may be tried, and says it rightly (ASVS 5.0 § 6.1.1).
class RateLimitsTest extends Attack {

    private static final Path PAGE = Path.of("docs/threats.md");

    @Test
    void everyLimitIsWrittenDownWithItsNumbers() throws IOException {
        var written = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [A-Z_]+ \\| \\d+ \\| PT.*"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> cells[1] + " " + cells[2] + " " + cells[3])
                .toList();
        var limits = Arrays.stream(Limit.values())
                .map(it -> it + " " + it.most() + " " + it.window())
                .toList();
        assertThat(written).containsExactlyInAnyOrderElementsOf(limits);
    }

    @Test
    void everyCounterOfTheDatabaseIsWrittenDown() throws IOException {
        var page = Files.readString(PAGE);
        // Of limit_count and limit_total the first table speaks; a row of what is sent counts its deliveries.
        for (var counter :
                List.of("challenge.attempts", "method_guard", "sign_in_guard", "factor_guard", "flow.password_tries")) {
            assertThat(page).contains("| `" + counter + "` |");
        }
        assertThat(count("""
                select count(*) from information_schema.columns
                where table_schema = 'regain' and table_name <> 'flyway_schema_history'
                  and column_name in ('attempts', 'failures', 'consecutive', 'password_tries', 'times', 'parts', 'recent', 'tries')
                  and table_name || '.' || column_name not in ('challenge.attempts', 'method_guard.consecutive',
                      'method_guard.recent', 'factor_guard.recent', 'sign_in_guard.failures', 'flow.password_tries', 'limit_count.times',
                      'limit_total.parts', 'limit_rate.parts', 'outbox.attempts', 'portal_logout.attempts')
                """)).isZero();
    }
}
