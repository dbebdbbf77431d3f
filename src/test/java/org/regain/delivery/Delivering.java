package org.regain.delivery;

import com.fasterxml.uuid.Generators;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.regain.secret.Code;
import org.regain.secret.Opener;
import org.regain.secret.Sealer;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The package put together by hand: real rows, real keys, a clock that can be set, and dispatchers as many as a test wants.
final class Delivering implements AutoCloseable {

    static final String ORIGIN = "https://id.contoso.example";
    static final SecureRandom RANDOM = new SecureRandom();
    static final Recipient ANA = new Recipient(new EmailAddress("ana@contoso.example"), Locale.ENGLISH);

    final SettableClock clock = new SettableClock();
    final DoorBell bell = new DoorBell();
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(OutboxDatabase.APP));
    final Sealer sealer;
    final Opener opener;
    final Outbox outbox;
    private final List<Runnable> closing = new ArrayList<>();

    Delivering() {
        try {
            Configuration tink = TinkConfig2026.get();
            KeysetHandle keys =
                    KeysetHandle.generateNew(PredefinedHybridParameters.HPKE_X25519_HKDF_SHA256_AES_128_GCM, tink);
            sealer = sealing(keys.getPublicKeysetHandle().getPrimitive(tink, HybridEncrypt.class));
            opener = keys.getPrimitive(tink, HybridDecrypt.class)::decrypt;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        outbox = outbox(JdbcClient.create(OutboxDatabase.APP));
        OutboxDatabase.empty();
    }

    Outbox outbox(JdbcClient app) {
        return new JdbcOutbox(app, sealer, Generators.timeBasedEpochGenerator(RANDOM), clock, bell);
    }

    private static Sealer sealing(HybridEncrypt encrypt) {
        return (plain, context) -> {
            try {
                return encrypt.encrypt(plain, context);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    void put(Message... messages) {
        transaction.executeWithoutResult(_ -> outbox.put(Arrays.asList(messages)));
    }

    OutboxQueue queue() {
        return new OutboxQueue(mailerPool());
    }

    /// Started, and stopped at the test's end.
    Dispatcher dispatcher(EmailChannel channel) {
        return dispatcher(mailerPool(), channel, Delivery.LONGEST_SENDING);
    }

    Dispatcher dispatcher(DataSource mailer, EmailChannel channel, Duration longestSending) {
        MailWriter writer = new MailWriter(new BaseUrl(ORIGIN));
        Delivery delivery = new Delivery(opener, writer, channel, clock, longestSending);
        Dispatcher dispatcher = new Dispatcher(new OutboxQueue(mailer), delivery, bell, clock);
        closing.add(dispatcher::stop);
        dispatcher.start();
        return dispatcher;
    }

    private DataSource mailerPool() {
        HikariDataSource pool = OutboxDatabase.pool("regain_mailer");
        closing.add(pool::close);
        return pool;
    }

    Instant inTenMinutes() {
        return clock.instant().plus(Duration.ofMinutes(10));
    }

    Message.IssuedCode code(String digits) {
        return new Message.IssuedCode(
                ANA, CodePurpose.RECOVERY, Code.parse(digits).orElseThrow(), inTenMinutes());
    }

    Message.IssuedCode code() {
        return code("12345678");
    }

    Message.ClaimLink claimLink() {
        return new Message.ClaimLink(ANA, Token.random(RANDOM), clock.instant().plus(Duration.ofDays(3)));
    }

    Message.Notice notice(NoticeKind kind) {
        Instant now = clock.instant();
        return new Message.Notice(ANA, kind, now, Token.random(RANDOM), now.plus(Duration.ofDays(3)));
    }

    @Override
    public void close() {
        closing.reversed().forEach(Runnable::run);
    }
}
