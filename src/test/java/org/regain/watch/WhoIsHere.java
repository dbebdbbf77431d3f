package org.regain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.regain.support.TestPeople;

/// What nobody who watches Regain may come to see.
final class WhoIsHere {

    private WhoIsHere() {}

    /// Every name, address, network, subject and number by which somebody is known to any row.
    ///
    /// @param one of them, by their address
    static List<String> of(TestPeople people, String one) {
        var found = new ArrayList<String>();
        people.run(sql -> {
            found.addAll(sql.sql("""
                            select shown from account_name union select address from contact
                            union select key from account_name union select source from flow
                            union select name from organisation
                            union select id::text from flow union select id::text from account union select id::text from outbox
                            """).query(String.class).list());
            return found.size();
        });
        assertThat(found).contains(one, "127.0.0.1");
        return found;
    }
}
