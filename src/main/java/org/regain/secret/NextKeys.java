package org.regain.secret;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.regain.secret.KeysInFile.Line;
import org.regain.secret.KeysInFile.State;

/// What comes after the keys in use: a key of each kind that waits, and then is in use itself.
final class NextKeys {

    private NextKeys() {}

    /// Whether there is a key that is not in use yet.
    static boolean someWait(Keys keys) {
        return keysets(keys).values().stream()
                .anyMatch(one -> !EachKey.waiting(one).isEmpty());
    }

    /// With a new key of each kind, which waits.
    static Keys beside(Keys keys) {
        Keys next = Keys.generate();
        return each(keys, (name, one) -> {
            KeysetHandle.Entry other =
                    Objects.requireNonNull(keysets(next).get(name)).getPrimary();
            return KeysetHandle.newBuilder(one)
                    .addEntry(KeysetHandle.importKey(other.getKey()).withFixedId(other.getId()))
                    .build();
        });
    }

    /// With the newest of each kind in use.
    static Keys used(Keys keys) {
        return each(keys, (_, one) -> {
            var changed = KeysetHandle.newBuilder(one);
            changed.getAt(EachKey.newest(one)).makePrimary();
            return changed.build();
        });
    }

    /// Each keyset from its oldest key to its newest.
    static List<Line> lines(Keys keys) {
        List<Line> lines = new ArrayList<>();
        keysets(keys).forEach((name, one) -> {
            int used = EachKey.used(one);
            EachKey.enabled(one).forEach(place -> {
                var state = place < used ? State.EARLIER : place == used ? State.IN_USE : State.WAITS;
                lines.add(
                        new Line(name, Integer.toUnsignedString(one.getAt(place).getId()), state));
            });
        });
        return lines;
    }

    private static Keys each(Keys keys, Change change) {
        Map<String, KeysetHandle> changed = new TreeMap<>();
        try {
            for (var one : keysets(keys).entrySet()) {
                changed.put(one.getKey(), change.of(one.getKey(), one.getValue()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot change its own keyset", e);
        }
        return new Keys(
                Objects.requireNonNull(changed.get("macs")),
                Objects.requireNonNull(changed.get("pepper")),
                Objects.requireNonNull(changed.get("sealing")),
                changed.get("wrapping"));
    }

    private static Map<String, KeysetHandle> keysets(Keys keys) {
        Map<String, KeysetHandle> all =
                new TreeMap<>(Map.of("macs", keys.macs(), "pepper", keys.pepper(), "sealing", keys.sealing()));
        if (keys.wrapping() != null) {
            all.put("wrapping", keys.wrapping());
        }
        return all;
    }

    private interface Change {
        KeysetHandle of(String name, KeysetHandle keyset) throws GeneralSecurityException;
    }
}
