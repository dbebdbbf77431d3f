package org.regain.admin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.OrganisationId;
import org.regain.directory.DirectoryView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Where somebody's password is kept, and how they stand there: for the page of one person, never for a list.
@Component
class KeptThere {

    private final @Nullable DirectoryView directory;
    private final Situations situations;

    KeptThere(ObjectProvider<DirectoryView> directory, Situations situations) {
        this.directory = directory.getIfAvailable();
        this.situations = situations;
    }

    /// Takes a moment at most, whatever the directory does.
    There look(OrganisationId organisation, UUID person) {
        var elsewhere = situations.elsewhere(organisation, person).orElse(null);
        if (elsewhere == null) {
            return directory == null ? new There.NoDirectory() : new There.Here();
        }
        return new There.Elsewhere(
                elsewhere.stopped(),
                directory == null ? new DirectoryView.Sight.Away() : directory.look(elsewhere.entry()));
    }
}
