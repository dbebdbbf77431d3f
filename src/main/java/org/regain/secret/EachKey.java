package org.regain.secret;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The keys of one keyset, which are in it from the oldest to the newest. One of them is in use; those before it were, and go on serving what
/// they have made; one behind it waits, so that every node has it before the first uses it. One that somebody has disabled is not there.
final class EachKey {

    private EachKey() {}

    /// Each key in a keyset of its own, the one in use first.
    static List<KeysetHandle> of(KeysetHandle keys) throws GeneralSecurityException {
        int used = used(keys);
        var each = Stream.<KeysetHandle>builder();
        for (int place : IntStream.concat(IntStream.of(used), enabled(keys).filter(it -> it != used))
                .toArray()) {
            KeysetHandle.Entry entry = keys.getAt(place);
            each.add(KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build());
        }
        return each.build().toList();
    }

    /// The ids of those that wait.
    static Set<Integer> waiting(KeysetHandle keys) {
        int used = used(keys);
        return enabled(keys)
                .filter(place -> place > used)
                .mapToObj(place -> keys.getAt(place).getId())
                .collect(Collectors.toSet());
    }

    /// The place of the newest.
    static int newest(KeysetHandle keys) {
        return enabled(keys).max().orElseThrow();
    }

    /// The place of the one in use.
    static int used(KeysetHandle keys) {
        return enabled(keys)
                .filter(place -> keys.getAt(place).isPrimary())
                .findFirst()
                .orElseThrow();
    }

    /// The places of all.
    static IntStream enabled(KeysetHandle keys) {
        return IntStream.range(0, keys.size()).filter(place -> keys.getAt(place).getStatus() == KeyStatus.ENABLED);
    }
}
