package org.regain.secret;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The keys of one keyset, which are in it from the oldest to the newest. One of them is in use; those before it were, and go on serving what
/// they have made; one behind it waits, so that every node has it before the first uses it.
final class EachKey {

    private EachKey() {}

    /// Each key in a keyset of its own: the one in use, then those before it from the newest on, then whatever waits.
    static List<KeysetHandle> of(KeysetHandle keys) throws GeneralSecurityException {
        int used = used(keys);
        var order = IntStream.concat(
                        IntStream.rangeClosed(0, used).map(i -> used - i), IntStream.range(used + 1, keys.size()))
                .toArray();
        var each = Stream.<KeysetHandle>builder();
        for (int place : order) {
            KeysetHandle.Entry entry = keys.getAt(place);
            each.add(KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build());
        }
        return each.build().toList();
    }

    /// The place of the key in use.
    static int used(KeysetHandle keys) {
        return IntStream.range(0, keys.size())
                .filter(place -> keys.getAt(place).isPrimary())
                .findFirst()
                .orElseThrow();
    }
}
