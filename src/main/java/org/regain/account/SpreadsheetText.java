package org.regain.account;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/// The text of a table as spreadsheets save it, whatever country they are set to: values parted by commas, or by semicolons
/// where the comma is in numbers, or by tabulators; in UTF-8 with or without a byte order mark, or in UTF-16 with one ("Unicode
/// text"); a first line `sep=;` says by what, and is no row.
///
/// @param reader      from the first row on
/// @param linesBefore how many lines of the file are not in it
record SpreadsheetText(BufferedReader reader, CSVFormat format, int linesBefore) implements AutoCloseable {

    /// As long as a first line may be.
    private static final int FIRST_LINE = 64 * 1024;

    private static final String SEPARATORS = ",;\t|";
    private static final Pattern SAID = Pattern.compile("\"?sep=([^\"])\"?[,;\\s]*", Pattern.CASE_INSENSITIVE);

    private static final CSVFormat RFC4180 = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    /// @throws IOException where the bytes are not of the encoding that they seem to be of, or no first line ends
    static SpreadsheetText of(InputStream bytes) throws IOException {
        var pushed = new PushbackInputStream(bytes, 3);
        // Malformed input is reported by a decoder of one's own, and replaced by a reader's.
        var reader =
                new BufferedReader(new InputStreamReader(pushed, charset(pushed).newDecoder()));
        reader.mark(FIRST_LINE);
        var first = reader.readLine();
        var said = SAID.matcher(first == null ? "" : first);
        if (said.matches()) {
            return new SpreadsheetText(reader, by(said.group(1).charAt(0)), 1);
        }
        reader.reset();
        return new SpreadsheetText(reader, by(separator(first == null ? "" : first)), 0);
    }

    /// By the byte order mark, which is taken away.
    private static Charset charset(PushbackInputStream bytes) throws IOException {
        var first = bytes.readNBytes(3);
        var begin = first.length < 2 ? 0 : ((first[0] & 0xff) << 8) | (first[1] & 0xff);
        if (begin == 0xFEFF || begin == 0xFFFE) {
            bytes.unread(first, 2, first.length - 2);
            return begin == 0xFEFF ? UTF_16BE : UTF_16LE;
        }
        if (!(begin == 0xEFBB && first.length == 3 && (first[2] & 0xff) == 0xBF)) {
            bytes.unread(first);
        }
        return UTF_8;
    }

    /// The one that the first line has most of. None is part of a column's name.
    private static char separator(String first) {
        var found = ',';
        for (var i = 0; i < SEPARATORS.length(); i++) {
            var one = SEPARATORS.charAt(i);
            if (count(first, one) > count(first, found)) {
                found = one;
            }
        }
        return found;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(it -> it == wanted).count();
    }

    private static CSVFormat by(char separator) {
        return RFC4180.builder().setDelimiter(separator).get();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
