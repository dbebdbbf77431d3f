package org.regain.law.histories;

import static org.regain.law.histories.Stage.ACCOUNT;
import static org.regain.law.histories.Stage.ADMINISTRATOR;
import static org.regain.law.histories.Stage.bytes;
import static org.regain.law.histories.Stage.id;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an administrator asks of the database, who has signed in by two proofs a moment ago.
record RealConsole(Stage stage, World before, Step step) {

    String answer() {
        stage.as("");
        stage.ask("""
                with f as (insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at,
                                             completed_at, outcome, auth_epoch)
                           values (?, 'SIGN_IN', ?, ?, ?, 'en', '', '', regain.now() + interval '15 minutes', regain.now(), 'SIGNED_IN', 0)
                           returning id, account_id)
                insert into proof (flow_id, account_id, class, method)
                select id, account_id, unnest(array ['PASSWORD', 'TOTP']), unnest(array [null, 'TOTP']) from f
                """, by(), key(), ADMINISTRATOR, bytes("administrator"));
        stage.as("regain_admin");
        return Objects.requireNonNullElse(asks(), "null");
    }

    private @Nullable String asks() {
        return switch (step.act()) {
            case SUSPEND -> standing("SUSPENDED");
            case LIFT -> standing("SUSPENSION_LIFTED");
            case END_SESSIONS -> standing("SESSIONS_ENDED");
            case REQUIRE_PASSWORD -> standing("NEW_PASSWORD_REQUIRED");
            case DELETE -> standing("ACCOUNT_DELETED");
            case RESTORE -> standing("ACCOUNT_RESTORED");
            case INVITE_AGAIN -> stage.ask("select invite_again(?, ?, ?, '', '')", by(), key(), ACCOUNT);
            case INVITE_NAMESAKE -> namesake();
            case GIVE_ROLE -> roles("USER_ADMIN");
            case TAKE_ROLES -> roles();
            case ASK_TWO_OF_ALL -> policy("RECOVERY_PROOFS", 2);
            case QUARANTINE_LONGER -> policy("NEW_METHOD_HOURS", 336);
            case LOOSEN -> loosen();
            default -> throw new IllegalStateException(step.toString());
        };
    }

    private UUID by() {
        return id("administration " + before.now);
    }

    private byte[] key() {
        return bytes("administration " + before.now);
    }

    private @Nullable String standing(String change) {
        return stage.ask("select change_standing(?, ?, ?, ?, '', '')", by(), key(), ACCOUNT, change);
    }

    private @Nullable String namesake() {
        return stage.ask("""
                select case when result <> 'DONE' then result when known = 1 then 'KNOWN' else 'INVITED' end
                from invite(?, ?, jsonb_build_array(jsonb_build_object('email_key', ?, 'email', ?, 'language', 'en', 'roles',
                                                                       '[]'::jsonb)), '', '')
                """, by(), key(), Scene.NAME, Scene.NAME);
    }

    private @Nullable String roles(String... roles) {
        return stage.ask("select change_roles(?, ?, ?, ?, '', '')", by(), key(), ACCOUNT, roles);
    }

    private @Nullable String policy(String setting, int value) {
        return stage.ask("select change_policy(?, ?, ?, ?, '', '')", by(), key(), setting, value);
    }

    private @Nullable String loosen() {
        policy("RECOVERY_PROOFS", 1);
        var change = stage.ask(
                "select id from policy_change where approved_at is null and effective_at is null and withdrawn_at is null");
        return stage.ask(
                "select approve_policy(?, ?, ?, '', '')", by(), key(), UUID.fromString(Objects.requireNonNull(change)));
    }
}
