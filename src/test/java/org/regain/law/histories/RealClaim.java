package org.regain.law.histories;

import static org.regain.law.histories.Stage.ACCOUNT;
import static org.regain.law.histories.Stage.bytes;
import static org.regain.law.histories.Stage.hash;
import static org.regain.law.histories.Stage.id;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.ClaimLink;
import org.regain.law.histories.Rows.Flow;

/// What whoever claims an account asks of the database, and who mails the links.
record RealClaim(Stage stage, World before, Step step, RealLaw law) {

    @Nullable
    String answer() {
        return switch (step.act()) {
            case OPEN_CLAIM -> open(Objects.requireNonNull(Choices.claimLink(before, step)));
            case CONFIRM -> confirm(claim());
            case CLAIM -> claim(claim());
            default -> announce();
        };
    }

    private Flow claim() {
        return Objects.requireNonNull(before.flow(before.coming.claim.get(step.actor())));
    }

    private String open(ClaimLink link) {
        var name = "claim " + before.now;
        var mark = stage.mark();
        stage.ask("""
                insert into flow (id, purpose, key_hash, name_mac, language, source, browser, expires_at)
                values (?, 'CLAIM', ?, ?, 'en', '', '', regain.now() + interval '60 minutes')
                """, id(name), bytes(name + " key 0"), bytes(link.id()));
        if (stage.ask("select use_claim_link(?, ?)", bytes(link.id()), id(name)) == null) {
            stage.backTo(mark);
            return "DEAD";
        }
        return "DONE";
    }

    private String confirm(Flow flow) {
        // Of what was tidied away there is no page any more.
        if ("0".equals(stage.ask("select count(*) from flow where id = ?", id(flow.id)))) {
            return "GONE";
        }
        var mailbox = before.method("mailbox");
        var next = flow.id + " key " + (flow.proofs.size() + 1);
        if (before.holds(step.actor(), mailbox)) {
            return law.prove(id(flow.id), bytes(flow.key()), mailbox, next);
        }
        var challenge = "challenge " + before.now;
        stage.ask(
                "select put_challenge(?, ?, 'EMAIL', ?, ?, ?, null)",
                id(challenge),
                id(flow.id),
                id(mailbox.id),
                mailbox.version,
                bytes(challenge));
        return Objects.requireNonNull(stage.ask(
                "select verdict from answer_challenge(?, ?, array [?], ?)",
                id(flow.id),
                bytes(flow.key()),
                RealLaw.SOMETHING_ELSE,
                bytes(next)));
    }

    private @Nullable String claim(Flow flow) {
        return signedIn(stage.ask(
                "select finish_claim(?, ?, ?, true, ?)",
                id(flow.id),
                bytes(flow.key()),
                hash("password " + (before.password + 1)),
                new byte[][] {bytes("code " + before.now + " one"), bytes("code " + before.now + " two")}));
    }

    /// Whoever claims is signed in, and the web writes that down.
    private @Nullable String signedIn(@Nullable String answer) {
        if ("DONE".equals(answer)) {
            stage.ask("""
                    insert into audit_event (id, kind, account_id, source, browser) values (gen_random_uuid(), 'SIGNED_IN', ?, '', '')
                    """, ACCOUNT);
        }
        return answer;
    }

    private String announce() {
        var asked = stage.ask("select count(*) from take_announcements(1000) where kind = 'INVITED'");
        if (!"1".equals(asked)) {
            return "null";
        }
        var made = stage.ask("select put_claim_link(?, ?)", ACCOUNT, bytes("claim link " + before.now));
        return "t".equals(made) ? "DONE" : "UNCHANGED";
    }
}
