package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of its names an entry is called by.
final class UserNames {

    private UserNames() {}

    /// By which the entry is called, where it has several: they have no order, so whichever came first could be another one each time.
    /// Source: RFC 4511 § 4.1.7.
    static @Nullable String of(SearchResultEntry found, String attribute) {
        var names = found.getAttributeValues(attribute);
        var called = called(found);
        return names == null
                ? null
                : Stream.of(names)
                        .filter(it -> called.contains(it.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(names[0]);
    }

    private static List<String> called(SearchResultEntry found) {
        try {
            return Stream.of(found.getRDN().getAttributeValues())
                    .map(it -> it.toLowerCase(Locale.ROOT))
                    .toList();
        } catch (LDAPException unreadable) {
            return List.of();
        }
    }
}
