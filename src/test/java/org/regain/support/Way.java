package org.regain.support;

import java.util.concurrent.atomic.AtomicBoolean;

/// A way through the pages, by what each of them says, whatever came between.
@FunctionalInterface
public interface Way {

    /// Does what the page says.
    ///
    /// @return whether the end is reached
    boolean goOn(Person who);

    /// Once, this one and from its end the next.
    default Way then(Way next) {
        var there = new AtomicBoolean();
        return who -> {
            if (!there.get()) {
                there.set(goOn(who));
                return false;
            }
            return next.goOn(who);
        };
    }
}
