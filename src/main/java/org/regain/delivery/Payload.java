package org.regain.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.regain.secret.Code;
import org.regain.secret.Token;

/// A message as the bytes that are sealed: always [#LENGTH] of them, whatever the message is, because whoever reads rows
/// would tell a decoy from a code by a sealed column's length.
///
/// A tag, the fields in order, then zeros.
final class Payload {

    /// Fits the longest message, a notice to an address of 254 characters, with room to spare.
    static final int LENGTH = 512;

    private static final int DECOY = 0;
    private static final int ISSUED_CODE = 1;
    private static final int CLAIM_LINK = 2;
    private static final int NOTICE = 3;

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
            case Message.Decoy _ -> out.writeByte(DECOY);
            case Message.IssuedCode m -> {
                writeHead(ISSUED_CODE, m.to(), out);
                out.writeUTF(m.purpose().name());
                out.writeUTF(m.code().digits());
            }
            case Message.ClaimLink m -> {
                writeHead(CLAIM_LINK, m.to(), out);
                out.writeUTF(m.token().text());
            }
            case Message.Notice m -> {
                writeHead(NOTICE, m.to(), out);
                out.writeUTF(m.kind().name());
                out.writeLong(m.at().toEpochMilli());
                out.writeUTF(m.repudiation().text());
            }
        }
    }

    private static void writeHead(int tag, Recipient to, DataOutputStream out) throws IOException {
        out.writeByte(tag);
        out.writeUTF(to.address().value());
        // The nearest language instead of the locale as given, which can be of any length.
        out.writeUTF(MailLanguage.nearest(to.locale()).locale().toLanguageTag());
    }

    /// @param expiresAt from the row's clear column
    /// @throws IOException when the bytes are not a message; what they hold is not repeated
    static Message read(byte[] payload, Instant expiresAt) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        int tag = in.readUnsignedByte();
        if (tag == DECOY) {
            return new Message.Decoy(expiresAt);
        }
        Recipient to = new Recipient(new EmailAddress(in.readUTF()), Locale.forLanguageTag(in.readUTF()));
        return switch (tag) {
            case ISSUED_CODE -> {
                CodePurpose purpose = CodePurpose.valueOf(in.readUTF());
                Code code = Code.parse(in.readUTF()).orElseThrow(() -> new IOException("No code"));
                yield new Message.IssuedCode(to, purpose, code, expiresAt);
            }
            case CLAIM_LINK -> new Message.ClaimLink(to, readToken(in), expiresAt);
            case NOTICE -> {
                NoticeKind kind = NoticeKind.valueOf(in.readUTF());
                Instant at = Instant.ofEpochMilli(in.readLong());
                yield new Message.Notice(to, kind, at, readToken(in), expiresAt);
            }
            default -> throw new IOException("No message");
        };
    }

    private static Token readToken(DataInputStream in) throws IOException {
        return Token.parse(in.readUTF()).orElseThrow(() -> new IOException("No token"));
    }
}
