package org.regain.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.Accounts;
import org.regain.account.Language;
import org.regain.account.NameKey;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.flow.Flows;
import org.regain.flow.NewFlow;
import org.regain.flow.Purpose;
import org.regain.flow.TokenSource;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "Who are you?": opens a flow for whatever was typed. For a name nobody has it opens a decoy, by the same statements.
@Service
class OpenRecovery {

    private final Accounts accounts;
    private final Flows flows;
    private final Limits limits;
    private final Macs macs;
    private final AuditLog audit;
    private final TokenSource tokens;
    private final TransactionTemplate transaction;

    OpenRecovery(
            Accounts accounts,
            Flows flows,
            Limits limits,
            Macs macs,
            AuditLog audit,
            TokenSource tokens,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.flows = flows;
        this.limits = limits;
        this.macs = macs;
        this.audit = audit;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Opening {

        /// A flow was opened.
        ///
        /// @param key the flow's handle, for the browser that asked
        record Opened(Token key) implements Opening {}

        /// Too many were begun; nothing was done.
        ///
        /// @param until when to try again
        record Limited(Instant until) implements Opening {}
    }

    /// @param device the secret of this browser, where it has one
    Opening open(String typed, @Nullable Token device, Language language, Origin origin) {
        if (limits.take(Limit.FLOWS_FROM_SOURCE, origin) instanceof Taken.No(var until)) {
            return new Opening.Limited(until);
        }
        if (limits.takeOfAll(Limit.FLOWS_IN_ALL) instanceof Taken.No(var until)) {
            return new Opening.Limited(until);
        }
        var name = NameKey.of(typed);
        // What is no name at all takes the same way: it is looked up too, under a key that nobody can have.
        var key = name.map(NameKey::text).orElse(" ");
        var account = accounts.named(new NameKey(key)).orElse(null);
        var mac =
                macs.mac(MacPurpose.NAME, name.map(NameKey::text).orElse(typed).getBytes(UTF_8));
        var handle = tokens.flow();
        var flow = new NewFlow(Purpose.RECOVERY, handle, account, mac, device, language.tag(), origin);
        transaction.executeWithoutResult(_ -> {
            flows.open(flow);
            audit.append(new AuditEvent.RecoveryOpened(account, handle.id().value()), origin);
        });
        return new Opening.Opened(handle.key());
    }
}
