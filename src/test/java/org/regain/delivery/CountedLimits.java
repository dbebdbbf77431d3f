package org.regain.delivery;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.PhoneNumber;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;

/// Limits counted in memory, by the test's clock.
final class CountedLimits implements Limits {

    private record Subject(Limit limit, ByteBuffer bytes) {}

    private final Map<Subject, List<Instant>> times = new HashMap<>();
    private final List<PhoneNumber> refused = new ArrayList<>();
    private final SettableClock clock;

    CountedLimits(SettableClock clock) {
        this.clock = clock;
    }

    @Override
    public Taken take(Limit limit, Origin origin) {
        return takeOfAll(limit);
    }

    @Override
    public synchronized Taken take(Limit limit, byte[] subject, int kept) {
        List<Instant> taken =
                times.computeIfAbsent(new Subject(limit, ByteBuffer.wrap(subject)), _ -> new ArrayList<>());
        Instant now = clock.instant();
        taken.removeIf(at -> !at.plus(limit.window()).isAfter(now));
        if (taken.size() >= limit.most() - kept) {
            return new Taken.No(taken.getFirst().plus(limit.window()));
        }
        taken.add(now);
        return new Taken.Yes();
    }

    @Override
    public Taken takeBoth(Limit first, Limit second, byte[] subject, int kept) {
        Taken taken = take(first, subject, kept);
        return taken instanceof Taken.Yes ? take(second, subject, kept) : taken;
    }

    @Override
    public Taken takeOfMany(Limit limit, byte[] subject) {
        return take(limit, subject, 0);
    }

    @Override
    public Taken takeOfMany(Limit limit, Origin origin) {
        return takeOfAll(limit);
    }

    @Override
    public Taken look(Limit limit, Origin origin) {
        throw new UnsupportedOperationException("Nothing that is sent is counted after it went wrong");
    }

    @Override
    public Taken takeOfAll(Limit limit) {
        return take(limit, new byte[0], 0);
    }

    @Override
    public void noteRefused(@Nullable AccountId account, Limit limit, byte[] subject, int kept) {}

    @Override
    public void noteRefused(PhoneNumber number, Limit limit, byte[] subject) {
        refused.add(number);
    }

    /// The numbers whose owners would have been told.
    synchronized List<PhoneNumber> refused() {
        return List.copyOf(refused);
    }

    /// How many places of all are taken now.
    synchronized int taken(Limit limit) {
        return times.getOrDefault(new Subject(limit, ByteBuffer.wrap(new byte[0])), List.of())
                .size();
    }
}
