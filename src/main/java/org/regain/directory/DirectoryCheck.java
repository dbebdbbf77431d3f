package org.regain.directory;

import java.time.Clock;
import java.util.List;

/// Tries everything that Regain needs.
record DirectoryCheck(LdapServers servers, LdapPeople people, String base, Clock clock) {

    List<String> missing() {
        return List.of();
    }
}
