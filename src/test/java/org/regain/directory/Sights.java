package org.regain.directory;

import static org.regain.support.Deadline.await;

import org.regain.directory.DirectoryView.Sight;

/// What a look sees, however slow the machine is: a page waits for a moment only, and does without.
final class Sights {

    private Sights() {}

    static Sight of(DirectoryView view, EntryId id) {
        return await("an answer of the directory").until(() -> view.look(id), it -> !(it instanceof Sight.Away));
    }

    static Sight.Found found(DirectoryView view, EntryId id) {
        return (Sight.Found) of(view, id);
    }
}
