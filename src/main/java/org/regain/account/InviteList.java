package org.regain.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.regain.account.InviteComplaint.Kind;

/// A list of people to bring in: CSV in UTF-8 with the columns `name,email,roles,language`, and `password` where hashes are
/// taken. All but `email` may be empty; `roles` are parted by blanks. Every line is looked at before anything is done, and
/// each bad one is named.
///
/// @param invitations of the good lines, in order
/// @param complaints one for each bad line
public record InviteList(List<Invitation> invitations, List<InviteComplaint> complaints) {

    /// People in one list.
    public static final int MOST = 100_000;

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    public InviteList {
        invitations = List.copyOf(invitations);
        complaints = List.copyOf(complaints);
    }

    /// Reads the whole list.
    public static InviteList read(InputStream csv, InviteRules rules) {
        return read(new BufferedReader(new InputStreamReader(csv, UTF_8.newDecoder())), rules);
    }

    static InviteList read(Reader csv, InviteRules rules) {
        var lines = new InviteLines(rules);
        var line = 1L;
        try (var records = FORMAT.parse(withoutMark(csv))) {
            if (!lines.begin(records.getHeaderNames())) {
                return lines.complain(1, Kind.COLUMNS, rules.columns()).list();
            }
            for (var record : records) {
                line = records.getCurrentLineNumber();
                if (record.getRecordNumber() > MOST) {
                    return lines.complain(line, Kind.TOO_MANY, MOST).list();
                }
                lines.take(record, line);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return lines.complain(line, isUtf8(e) ? Kind.NOT_CSV : Kind.NOT_UTF8)
                    .list();
        }
        return lines.list();
    }

    /// Spreadsheets put a byte order mark before the first column's name.
    private static Reader withoutMark(Reader csv) throws IOException {
        var reader = new PushbackReader(csv);
        var first = reader.read();
        if (first != '\uFEFF' && first >= 0) {
            reader.unread(first);
        }
        return reader;
    }

    private static boolean isUtf8(Exception fault) {
        return !(fault instanceof CharacterCodingException) && !(fault.getCause() instanceof CharacterCodingException);
    }
}
