package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.regain.delivery.NoticeKind;

/// Somebody with an address, an app and saved codes, whose session somebody else has; the links of notices are put as the
/// web's role puts them.
abstract class Reported extends Registering {

    UUID account;
    UUID flow;
    List<UUID> older;
    private int links;

    Reported() throws SQLException {
        account = UUID.randomUUID();
        flow = account;
        older = List.of();
    }

    @BeforeEach
    void signedIn() {
        account = court.account("ACTIVE");
        court.app(account);
        savedCode(account, "old");
        older = live();
        flow = signedIn(account);
    }

    /// Adds one of these and returns its rows.
    List<UUID> add(String way) {
        var before = live();
        switch (way) {
            case "PASSKEY" -> addPasskey(flow, "key " + UUID.randomUUID());
            case "TOTP" -> confirm(flow, awaited(flow));
            case "EMAIL" -> confirmed("EMAIL", UUID.randomUUID() + "@home.example");
            case "SMS" -> confirmed("PHONE", "+3461234567" + before.size());
            case "SAVED_CODE" -> renew(flow, KEY, "new 1 " + UUID.randomUUID(), "new 2 " + UUID.randomUUID());
            default -> throw new IllegalArgumentException(way);
        }
        var added = live().stream().filter(id -> !before.contains(id)).toList();
        assertThat(added).as(way).isNotEmpty();
        return added;
    }

    private void confirmed(String kind, String address) {
        assertThat(addContact(flow, KEY, kind, address)).isEqualTo("ADDED");
        var key = bytes("the try " + address);
        var tried = court.flow("REGISTER", account, key);
        court.root("""
                insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
                select ?, account_id, 'ISSUED', 'EMAIL', id, version from contact where address = ?
                """, tried, address);
        assertThat(court.app
                        .sql("select finish_register(?, ?, ?, ?, '', '')")
                        .params(tried, key, flow, KEY)
                        .query(String.class)
                        .single())
                .isEqualTo("CONFIRMED");
    }

    /// The link of a notice that is written now.
    byte[] link(NoticeKind kind) {
        return link(kind, null);
    }

    byte[] link(NoticeKind kind, @Nullable UUID contact) {
        var link = bytes("link " + links++);
        court.app
                .sql("""
                        insert into repudiation_link (token_hash, account_id, kind, contact_id, expires_at)
                        values (?, ?, ?, ?, regain.now() + repudiation_life())
                        """)
                .params(java.util.Arrays.asList(link, account, kind.name(), contact))
                .update();
        return link;
    }

    /// False: the link is dead.
    boolean press(byte[] link) {
        return Boolean.TRUE.equals(court.app
                .sql("select repudiate(?) is not null")
                .param(link)
                .query(Boolean.class)
                .single());
    }

    /// What the page says went.
    List<String> said(byte[] link) {
        return court.app
                .sql("select way || ' ' || many from taken_by_link(?) order by 1")
                .param(link)
                .query(String.class)
                .list();
    }

    List<UUID> live() {
        return court.root
                .sql("select id from live_methods(?) where confirmed order by id")
                .param(account)
                .query(UUID.class)
                .list();
    }

    boolean compromised() {
        return court.ask("select password_compromised_at is not null from account where id = ?", account);
    }

    /// Time goes by, and the session is as fresh as before.
    void later(Duration time) {
        court.pass(time);
        court.root("update account set frozen_at = null, password_compromised_at = null where id = ?", account);
        court.root("delete from proof where flow_id = ?", flow);
        court.root("delete from flow where id = ?", flow);
        flow = signedIn(account);
    }
}
