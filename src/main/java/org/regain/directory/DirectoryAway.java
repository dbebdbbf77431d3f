package org.regain.directory;

import java.time.Duration;
import org.regain.web.Busy;

/// No server of the directory answers. Nothing was tried and nothing may be counted.
public final class DirectoryAway extends Busy {

    private static final long serialVersionUID = 1;

    private final Throwable why;

    /// @param why for the log; holds nothing that was typed
    public DirectoryAway(Throwable why) {
        super(Duration.ofSeconds(10));
        this.why = why;
    }

    @Override
    public synchronized Throwable getCause() {
        return why;
    }
}
