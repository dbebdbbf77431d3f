package org.regain.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.regain.account.InviteComplaint.Kind;

/// A list of people to bring in: CSV with the columns `name,email,roles,language`, and `password` where hashes are taken, as
/// spreadsheets write it ([SpreadsheetText]). All but `email` may be empty; `roles` are parted by blanks. Every line is looked
/// at before anything is done, and each bad one is named.
///
/// @param invitations of the good lines, in order
/// @param complaints one for each bad line
public record InviteList(List<Invitation> invitations, List<InviteComplaint> complaints) {

    /// People in one list.
    public static final int MOST = 100_000;

    public InviteList {
        invitations = List.copyOf(invitations);
        complaints = List.copyOf(complaints);
    }

    /// Reads the whole list.
    public static InviteList read(InputStream csv, InviteRules rules) {
        var lines = new InviteLines(rules);
        var line = 1L;
        try (var text = SpreadsheetText.of(csv);
                var records = text.format().parse(text.reader())) {
            var begun = false;
            for (var record : records) {
                line = records.getCurrentLineNumber() + text.linesBefore();
                if (!begun && !lines.begin(record.toList())) {
                    return lines.complain(1, Kind.COLUMNS, rules.columns()).list();
                } else if (begun && record.getRecordNumber() > MOST + 1) {
                    return lines.complain(line, Kind.TOO_MANY, MOST).list();
                } else if (begun) {
                    lines.take(record.toList(), line);
                }
                begun = true;
            }
            return begun
                    ? lines.list()
                    : lines.complain(1, Kind.COLUMNS, rules.columns()).list();
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return lines.complain(line, isText(e) ? Kind.NOT_CSV : Kind.NOT_UTF8)
                    .list();
        }
    }

    private static boolean isText(Exception fault) {
        return !(fault instanceof CharacterCodingException) && !(fault.getCause() instanceof CharacterCodingException);
    }
}
