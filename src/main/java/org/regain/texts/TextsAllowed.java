package org.regain.texts;

import java.util.Set;
import org.regain.account.PhoneNumber;

/// The countries that texts may be sent to: `regain.sms.countries`. Asked where a number is registered, so that its holder
/// hears of it, and again before each text, because settings change.
///
/// Without such a list whoever earns by each text sent to an island's numbers asks for thousands of them.
public final class TextsAllowed {

    private final Set<String> countries;

    /// @param countries two letters each (ISO 3166-1)
    TextsAllowed(Set<String> countries) {
        this.countries = Set.copyOf(countries);
    }

    /// Whether the number is of a country that is in the list; the ranges of no country, such as satellites, never are.
    public boolean to(PhoneNumber number) {
        return countries.contains(number.country());
    }
}
