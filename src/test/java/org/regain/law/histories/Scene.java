package org.regain.law.histories;

import static org.regain.law.histories.Stage.bytes;
import static org.regain.law.histories.Stage.id;

import java.util.List;
import org.regain.law.histories.Rows.ClaimLink;
import org.regain.law.histories.Rows.Line;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Actor;

/// How a history begins: whose account it is, claimed a hundred days ago, as the model knows it and as rows.
enum Scene {
    /// A mailbox and two saved codes.
    PLAIN,
    /// And a number, whose texts somebody else reads, who reads no mail.
    NUMBER,
    /// A mailbox, two saved codes and an app.
    APP,
    /// The same, and a console role.
    CONSOLE,
    /// A mailbox that nobody has shown to be theirs: an invited account, with a claim link of an hour ago, and one that has ten minutes
    /// left.
    INVITED;

    /// The name of whose account it is.
    static final String NAME = "owner@contoso.example";

    private static final long INVITED_AT = -World.HOUR;
    private static final List<ClaimLink> LINKS = List.of(
            new ClaimLink("claim link of before", 10 * World.MINUTE + 4 - ClaimLink.LIFE, ""),
            new ClaimLink("claim link of the beginning", INVITED_AT, ""));

    World world() {
        return this == INVITED ? invited() : claimed();
    }

    private static World invited() {
        var world = new World();
        world.state = "UNCLAIMED";
        world.password = 0;
        world.knows.clear();
        world.claimedAt = Rows.NEVER;
        var mailbox = new Method("mailbox", Way.EMAIL, Actor.OWNER, INVITED_AT, "", INVITED_AT, INVITED_AT);
        mailbox.confirmed = false;
        world.add(mailbox);
        world.coming.links.addAll(LINKS);
        return world;
    }

    private World claimed() {
        var world = new World();
        world.readerReads = this == NUMBER ? Way.SMS : Way.EMAIL;
        add(world, "mailbox", Way.EMAIL);
        if (this == NUMBER) {
            add(world, "number", Way.SMS);
        }
        if (this == APP || this == CONSOLE) {
            add(world, "app", Way.TOTP);
        }
        add(world, "code one", Way.SAVED_CODE);
        add(world, "code two", Way.SAVED_CODE);
        world.console = this == CONSOLE;
        world.twoSince = this == CONSOLE || this == APP;
        world.audit.add(new Line("SIGNED_IN", World.LONG_AGO));
        return world;
    }

    private static void add(World world, String id, Way way) {
        world.add(new Method(id, way, Actor.OWNER, World.LONG_AGO, "", World.LONG_AGO, World.LONG_AGO));
    }

    /// Lays the same down in the database.
    void lay(Stage stage) {
        stage.begin();
        stage.as("");
        stage.at(World.LONG_AGO);
        stage.ask("insert into organisation (id, name) values (?, 'Contoso Partners')", id("organisation"));
        person(stage, Stage.ADMINISTRATOR, "the administrator");
        stage.ask("insert into account_role (account_id, role) values (?, 'GLOBAL_ADMIN')", Stage.ADMINISTRATOR);
        if (this == INVITED) {
            stage.ask("insert into account (id, organisation_id) values (?, ?)", Stage.ACCOUNT, id("organisation"));
            for (var link : LINKS) {
                stage.at(link.made());
                stage.ask(
                        "insert into claim_link (token_hash, account_id, expires_at) values (?, ?, regain.now() + interval '72 hours')",
                        bytes(link.id()),
                        Stage.ACCOUNT);
            }
        } else {
            person(stage, Stage.ACCOUNT, "the owner");
            stage.ask("""
                    insert into audit_event (id, kind, account_id, source, browser) values (gen_random_uuid(), 'SIGNED_IN', ?, '', '')
                    """, Stage.ACCOUNT);
        }
        stage.ask(
                "insert into account_name (key, account_id, kind, shown, skeleton) values (?, ?, 'EMAIL', ?, ?)",
                NAME,
                Stage.ACCOUNT,
                NAME,
                NAME);
        if (this == CONSOLE) {
            stage.ask("insert into account_role (account_id, role) values (?, 'USER_ADMIN')", Stage.ACCOUNT);
        }
        world().methods.values().forEach(it -> method(stage, it));
    }

    private static void person(Stage stage, java.util.UUID account, String name) {
        stage.ask(
                "insert into account (id, organisation_id, state, claimed_at) values (?, ?, 'ACTIVE', regain.now())",
                account,
                id("organisation"));
        stage.ask("""
                insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at, completed_at, outcome)
                values (?, 'CLAIM', ?, ?, ?, 'en', '', '', regain.now() + interval '1 minute', regain.now(), 'CLAIMED')
                """, id("claim of " + name), bytes("claim of " + name), account, bytes("name"));
        stage.ask(
                "insert into password (account_id, version, phc, flow_id) values (?, 1, ?, ?)",
                account,
                Stage.hash(account.equals(Stage.ACCOUNT) ? "password 1" : name),
                id("claim of " + name));
    }

    private static void method(Stage stage, Method it) {
        switch (it.way) {
            case EMAIL, SMS ->
                stage.ask(
                        "insert into contact (id, account_id, kind, address, confirmed_at) "
                                + "values (?, ?, ?, ?, case when ? then regain.now() end)",
                        id(it.id),
                        Stage.ACCOUNT,
                        it.way == Way.SMS ? "PHONE" : "EMAIL",
                        it.id,
                        it.confirmed);
            case TOTP, PASSKEY -> {
                stage.ask("""
                        insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from)
                        values (?, ?, 'TOTP', 'App', regain.now(), regain.now())
                        """, id(it.id), Stage.ACCOUNT);
                stage.ask("insert into totp (authenticator_id, sealed) values (?, ?)", id(it.id), bytes(it.id));
            }
            case SAVED_CODE ->
                stage.ask(
                        "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)",
                        Stage.ACCOUNT,
                        bytes(it.id));
        }
    }
}
