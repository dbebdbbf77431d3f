package org.regain.journeys;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;

/// What an administrator sees of how many: charts and tables, by day and night, on a phone and a desktop.
class NumbersJourneyTest extends Journey {

    private static final String MARTA = "marta.ruiz@contoso.example";

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void anAdministratorLooksAtTheNumbers(Screen screen) {
        var marta = people.active(MARTA, OLD, Role.GLOBAL_ADMIN);
        var app = AuthenticatorApp.with(people.addTotp(marta).bytes());
        fill();
        everybodySpeaks(screen);
        signedIn(screen, "numbers", MARTA, app)
                .opens("/admin/readiness")
                .sees("Readiness")
                .opens("/admin/recoveries")
                .sees("Recoveries")
                .opens("/admin/delivery")
                .sees("Delivery");
    }

    /// A month that was busy, laid down as the superuser.
    private void fill() {
        people.active(ANA, OLD);
        people.run(sql -> sql.sql("""
                        insert into readiness_day
                        select o.id, (regain.now() at time zone 'UTC')::date - n, 160 - n, 30 + n / 3, 12 + n / 9, 40 - n / 4
                        from organisation o, generate_series(0, 44) n
                        """).update());
        people.run(sql -> sql.sql("""
                        insert into delivery_day
                        select (regain.now() at time zone 'UTC')::date - n, c.channel, c.place, c.outcome, c.many + n % 7
                        from generate_series(0, 29) n,
                             (values ('EMAIL', 'contoso.example', 'SENT', 120), ('EMAIL', 'contoso.example', 'FAILED', 2),
                                     ('EMAIL', 'partners.fabrikam.example', 'SENT', 31), ('SMS', 'ES', 'SENT', 18),
                                     ('SMS', 'CN', 'SENT', 9), ('SMS', 'CN', 'EXPIRED', 1)) c (channel, place, outcome, many)
                        """).update());
        people.run(sql -> sql.sql("""
                        insert into flow (id, purpose, key_hash, account_id, name_mac, aim, language, source, browser, opened_at,
                                          expires_at, completed_at, outcome)
                        select gen_random_uuid(), 'RECOVERY', sha256(n::text::bytea), k.account_id, sha256('name'), 'RESET', 'en', '', '',
                               t.at, t.at + interval '15 minutes', case when n % 4 > 0 then t.at + make_interval(secs => 60 + n) end,
                               case when n % 4 > 1 then 'RESET' when n % 4 = 1 then 'UNLOCKED' end
                        from (select account_id from contact where address = 'ana@contoso.example') k, generate_series(1, 200) n
                             cross join lateral (select regain.now() - make_interval(hours => n * 3)) t (at)
                        """).update());
        people.run(sql -> sql.sql("""
                        insert into proof (flow_id, account_id, class, method)
                        select id, account_id, 'ISSUED', 'EMAIL' from flow where purpose = 'RECOVERY' and completed_at is not null
                        """).update());
    }
}
