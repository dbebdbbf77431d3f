package org.regain.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.regain.typed.Typed;

/// A telephone number that texts may be sent to.
///
/// Personal, but no secret: printed it shows its hint only.
///
/// @param text the number in E.164: `+`, the country's calling code, the national number; digits only, 8 to 15 of them
public record PhoneNumber(String text) {

    /// Longer input is no number: refused before anything else looks at it.
    private static final int LONGEST = 40;

    private static final int PREFIX_DIGITS = 4;

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{7,14}");

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final Set<PhoneNumberUtil.PhoneNumberType> TAKE_TEXTS =
            Set.of(PhoneNumberUtil.PhoneNumberType.MOBILE, PhoneNumberUtil.PhoneNumberType.FIXED_LINE_OR_MOBILE);

    /// @throws IllegalArgumentException for another form than E.164; the message doesn't repeat the number
    public PhoneNumber {
        if (!E164.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a number in E.164");
        }
    }

    /// The number that somebody typed, or nothing when no text could reach it.
    ///
    /// It begins with `+` or `00` and the country's calling code, since nobody's country is guessed. Blanks, dashes,
    /// dots, brackets and digits of other scripts are forgiven; letters, extensions and whatever else is not. Only numbers
    /// of the country's mobile ranges pass, or of ranges where mobile and fixed lines are mixed (as in North America).
    public static Optional<PhoneNumber> of(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = plain(typed);
        if (plain.startsWith("00")) {
            plain = '+' + plain.substring(2);
        }
        if (!plain.startsWith("+")) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(plain, null);
            return NUMBERS.isValidNumber(number) && TAKE_TEXTS.contains(NUMBERS.getNumberType(number))
                    ? Optional.of(new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException | IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }

    /// What was typed as plus and ASCII digits; empty when something else is in it.
    private static String plain(String typed) {
        var plain = new StringBuilder();
        for (var c : typed.codePoints().toArray()) {
            var digit = Character.digit(c, 10);
            if (digit >= 0) {
                plain.append(digit);
            } else if (c == '+' || c == '＋') {
                // A plus that is not the first character is refused by the parser's own rules or by E.164's.
                plain.append('+');
            } else if (!isOrnament(c)) {
                return "";
            }
        }
        return plain.toString();
    }

    /// What people and address books put between digits: what may stand between the groups of a code, brackets and slashes.
    private static boolean isOrnament(int c) {
        return Typed.isSeparator(c)
                || switch (Character.getType(c)) {
                    case Character.START_PUNCTUATION, Character.END_PUNCTUATION -> true;
                    default -> c == '/' || c == '．' || c == '／' || c == '・';
                };
    }

    /// The country or territory whose range the number is in, as two letters (ISO 3166-1); `001` for the ranges of no
    /// country, such as satellites, and `ZZ` where none is known. Calling codes are shared: `+1` is that of 25 countries.
    public String country() {
        var region = NUMBERS.getRegionCodeForNumber(parsed());
        return region == null ? "ZZ" : region;
    }

    /// The number as it is dialled within its country, but for a leading zero where one is dialled there.
    public String national() {
        return text.substring(1 + callingCode().length());
    }

    /// The number with the blanks that its country writes: `+34 600 00 00 01`. For its holder's eyes.
    public String shown() {
        var parsed = parsed();
        return parsed.hasCountryCode() ? NUMBERS.format(parsed, PhoneNumberFormat.INTERNATIONAL) : text;
    }

    /// The country's calling code and the first four digits after it: numbers beside each other, which one operator sells
    /// together, share it. Not for showing.
    public String prefix() {
        var ahead = 1 + callingCode().length() + PREFIX_DIGITS;
        return text.substring(0, Math.min(ahead, text.length()));
    }

    /// The country's calling code and the last two digits, `+34 ••• ••• ••12`, of as many dots whatever the number.
    public String hint() {
        return '+' + callingCode() + " ••• ••• ••" + text.substring(text.length() - 2);
    }

    private String callingCode() {
        return Integer.toString(parsed().getCountryCode());
    }

    private Phonenumber.PhoneNumber parsed() {
        try {
            return NUMBERS.parse(text, null);
        } catch (NumberParseException e) {
            // E.164 by form, but of a calling code that no country has: nothing more is known of it.
            return new Phonenumber.PhoneNumber();
        }
    }

    @Override
    public String toString() {
        return "PhoneNumber[" + hint() + "]";
    }
}
