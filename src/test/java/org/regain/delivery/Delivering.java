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
import org.jspecify.annotations.Nullable;
import org.regain.account.PhoneNumber;
import org.regain.channel.Channel;
import org.regain.channel.EmailAddress;
import org.regain.channel.EmailChannel;
import org.regain.channel.SmsChannel;
import org.regain.secret.Code;
import org.regain.secret.Opener;
import org.regain.secret.Sealer;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.texts.TestTexts;
import org.regain.trace.Trace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The package put together by hand: real rows, real keys, a clock that can be set, and dispatchers as many as a test wants.
final class Delivering implements AutoCloseable {

    static final String ORIGIN = "https://id.contoso.example";
    static final SecureRandom RANDOM = new SecureRandom();
    static final PhoneNumber NUMBER = new PhoneNumber("+34612345612");
    static final Recipient.Phone ANAS_PHONE = new Recipient.Phone(NUMBER, Locale.ENGLISH);
    static final Recipient.Mailbox ANA = new Recipient.Mailbox(new EmailAddress("ana@contoso.example"), Locale.ENGLISH);

    final SettableClock clock = new SettableClock();
    final DoorBell bell = new DoorBell(clock);
    final CountedLimits limits = new CountedLimits(clock);
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
        return outbox(app, bell);
    }

    /// Of the node that hears this bell.
    Outbox outbox(JdbcClient app, DoorBell bell) {
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
        return started(mailer, delivery(channel, texts(null), longestSending));
    }

    /// Started, and stopped at the test's end. Mails go nowhere.
    Dispatcher texting(SmsChannel channel) {
        return texting(texts(channel), Delivery.LONGEST_SENDING);
    }

    Dispatcher texting(Texts texts, Duration longestSending) {
        return started(mailerPool(), delivery(new Pigeonhole(), texts, longestSending));
    }

    Dispatcher both(EmailChannel mails, SmsChannel texts) {
        return started(mailerPool(), delivery(mails, texts(texts), Delivery.LONGEST_SENDING));
    }

    Delivery delivery(EmailChannel mails, Texts texts, Duration longestSending) {
        return new Delivery(opener, new MailWriter(new BaseUrl(ORIGIN)), mails, texts, clock, longestSending);
    }

    /// To Spain and China, within limits that this test counts by itself.
    Texts texts(@Nullable SmsChannel channel) {
        return new Texts(
                provider(channel),
                new TextWriter(new BaseUrl(ORIGIN)),
                TestTexts.allowed("ES", "CN"),
                TestTexts.budget(limits),
                clock);
    }

    static ObjectProvider<SmsChannel> provider(@Nullable SmsChannel channel) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        if (channel != null) {
            beans.addBean("sms", channel);
        }
        return beans.getBeanProvider(SmsChannel.class);
    }

    private Dispatcher started(DataSource mailer, Delivery delivery) {
        Dispatcher dispatcher =
                new Dispatcher(new OutboxQueue(mailer), delivery, bell, clock, Tally.NOTHING, Trace.NOTHING);
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

    Message.IssuedCode texted(String digits) {
        return new Message.IssuedCode(
                ANAS_PHONE, CodePurpose.RECOVERY, Code.parse(digits).orElseThrow(), inTenMinutes());
    }

    Message.Notice textedNotice() {
        Instant now = clock.instant();
        return new Message.Notice(ANAS_PHONE, NoticeKind.PASSWORD_RESET, now, null, now.plus(Duration.ofDays(7)));
    }

    Message.Decoy decoy(Channel channel) {
        return new Message.Decoy(channel, inTenMinutes());
    }

    void ring() {
        bell.ring(Channel.EMAIL);
        bell.ring(Channel.SMS);
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
