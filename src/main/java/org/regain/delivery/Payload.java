package org.regain.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.regain.account.PhoneNumber;
import org.regain.channel.Channel;
import org.regain.channel.EmailAddress;
import org.regain.secret.Code;
import org.regain.secret.Permit;
import org.regain.secret.Token;

/// A message as the bytes that are sealed: always [#LENGTH] of them, whatever the message is, because whoever reads rows
/// would tell a decoy from a code by a sealed column's length.
///
/// A tag, the fields in order, then zeros.
final class Payload {

    /// Fits the longest message with room to spare: two names of up to 360 bytes ([NameInMail]) to an address of 254 characters.
    static final int LENGTH = 1024;

    private static final int DECOY = 0;
    private static final int ISSUED_CODE = 1;
    private static final int CLAIM_LINK = 2;
    private static final int NOTICE = 3;
    private static final int ANNOUNCEMENT = 4;
    private static final int FIRST_SIGN_IN = 5;

    private Payload() {}

    static byte[] of(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LENGTH);
        try {
            write(message, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("A message is written to memory", e);
        }
        if (bytes.size() > LENGTH) {
            throw new IllegalStateException("A message has at most " + LENGTH + " bytes");
        }
        return Arrays.copyOf(bytes.toByteArray(), LENGTH);
    }

    private static void write(Message message, DataOutputStream out) throws IOException {
        switch (message) {
            case Message.Decoy m -> {
                out.writeByte(DECOY);
                out.writeUTF(m.channel().name());
            }
            case Message.IssuedCode m -> {
                writeHead(ISSUED_CODE, m.to(), out);
                out.writeUTF(m.purpose().name());
                out.writeUTF(m.code().digits());
            }
            case Message.ClaimLink m -> {
                writeHead(CLAIM_LINK, m.to(), out);
                out.writeUTF(m.token().text());
            }
            case Message.FirstSignIn m -> {
                writeHead(FIRST_SIGN_IN, m.to(), out);
                out.writeUTF(m.organisation() == null ? "" : m.organisation());
                out.writeUTF(m.userName() == null ? "" : m.userName());
            }
            case Message.Notice m -> {
                writeHead(NOTICE, m.to(), out);
                out.writeUTF(m.kind().name());
                out.writeUTF(m.about() == null ? "" : m.about().kind().name());
                out.writeLong(m.about() == null ? 0 : m.about().servesFrom().toEpochMilli());
                out.writeUTF(m.taken().stream().map(About.Kind::name).collect(Collectors.joining(" ")));
                out.writeLong(m.at().toEpochMilli());
                out.writeUTF(m.repudiation() == null ? "" : m.repudiation().text());
            }
            case Message.Announcement m -> {
                writeHead(ANNOUNCEMENT, m.to(), out);
                out.writeUTF(m.kind().name());
                out.writeLong(m.at().toEpochMilli());
                out.writeUTF(m.permit() == null ? "" : m.permit().text());
            }
        }
    }

    private static void writeHead(int tag, Recipient to, DataOutputStream out) throws IOException {
        out.writeByte(tag);
        out.writeUTF(
                switch (to) {
                    case Recipient.Mailbox mailbox -> mailbox.address().value();
                    case Recipient.Phone phone -> phone.number().text();
                });
        // The nearest language instead of the locale as given, which can be of any length.
        out.writeUTF(Language.nearest(to.locale()).locale().toLanguageTag());
    }

    /// @param expiresAt from the row's clear column
    /// @throws IOException when the bytes are not a message; what they hold is not repeated
    static Message read(byte[] payload, Instant expiresAt) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        int tag = in.readUnsignedByte();
        if (tag == DECOY) {
            return new Message.Decoy(Channel.valueOf(in.readUTF()), expiresAt);
        }
        Recipient to = recipient(in.readUTF(), Locale.forLanguageTag(in.readUTF()));
        return switch (tag) {
            case ISSUED_CODE -> {
                CodePurpose purpose = CodePurpose.valueOf(in.readUTF());
                Code code = Code.parse(in.readUTF()).orElseThrow(() -> new IOException("No code"));
                yield new Message.IssuedCode(to, purpose, code, expiresAt);
            }
            case CLAIM_LINK -> new Message.ClaimLink(mailbox(to), readToken(in), expiresAt);
            case FIRST_SIGN_IN -> new Message.FirstSignIn(mailbox(to), in.readUTF(), in.readUTF(), expiresAt);
            case NOTICE -> {
                NoticeKind kind = NoticeKind.valueOf(in.readUTF());
                About about = about(in.readUTF(), Instant.ofEpochMilli(in.readLong()));
                List<About.Kind> taken = taken(in.readUTF());
                Instant at = Instant.ofEpochMilli(in.readLong());
                Token repudiation = to instanceof Recipient.Mailbox ? readToken(in) : null;
                yield new Message.Notice(to, kind, about, taken, at, repudiation, expiresAt);
            }
            case ANNOUNCEMENT -> {
                AnnouncementKind kind = AnnouncementKind.valueOf(in.readUTF());
                Instant at = Instant.ofEpochMilli(in.readLong());
                Permit permit = kind.bringsPermit() ? readPermit(in) : null;
                yield new Message.Announcement(mailbox(to), kind, at, permit, expiresAt);
            }
            default -> throw new IOException("No message");
        };
    }

    /// Every address of a mailbox holds an `@`, and no number does.
    private static Recipient recipient(String address, Locale locale) {
        return address.indexOf('@') >= 0
                ? new Recipient.Mailbox(new EmailAddress(address), locale)
                : new Recipient.Phone(new PhoneNumber(address), locale);
    }

    private static Recipient.Mailbox mailbox(Recipient to) throws IOException {
        if (to instanceof Recipient.Mailbox mailbox) {
            return mailbox;
        }
        throw new IOException("No mailbox");
    }

    private static @Nullable About about(String kind, Instant servesFrom) {
        return kind.isEmpty() ? null : new About(About.Kind.valueOf(kind), servesFrom);
    }

    private static List<About.Kind> taken(String kinds) {
        return Arrays.stream(kinds.split(" ", -1))
                .filter(kind -> !kind.isEmpty())
                .map(About.Kind::valueOf)
                .toList();
    }

    private static Permit readPermit(DataInputStream in) throws IOException {
        return Permit.parse(in.readUTF()).orElseThrow(() -> new IOException("No permit"));
    }

    private static Token readToken(DataInputStream in) throws IOException {
        return Token.parse(in.readUTF()).orElseThrow(() -> new IOException("No token"));
    }
}
