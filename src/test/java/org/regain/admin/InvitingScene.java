package org.regain.admin;

import java.util.HashMap;
import java.util.Map;
import org.regain.support.Claimant;
import org.regain.support.FormBody;
import org.regain.support.HttpBrowser.Page;

/// How an administrator brings people in, one or a list.
abstract class InvitingScene extends ConsoleScene {

    static final String COLUMNS = "name,email,roles,language\n";
    static final String WITH_HASH = "name,email,roles,language,password\n";
    static final String HASH = "$2b$04$abcdefghijklmnopqrstuuzvskgGWJg/9WgokTzoZJNiMxQ.2aSD.";

    static Page invites(Claimant who, String email, String name, String... roles) {
        var fields = new HashMap<>(Map.of("_csrf", csrf(who), "email", email, "userName", name, "language", "en"));
        if (roles.length > 0) {
            fields.put("roles", String.join(FormBody.AGAIN, roles));
        }
        return who.browser.post("/admin/invite", fields);
    }

    static Page confirms(Claimant who, String list) {
        return who.browser.post("/admin/invite/confirm", Map.of("_csrf", csrf(who), "list", list));
    }

    Page uploadsAndConfirms(Claimant who, String csv) {
        var page = uploads(who, csv);
        return page.html().select("input[name=list]").isEmpty() ? page : confirms(who, page.field("list"));
    }

    static Page uploads(Claimant who, String csv) {
        return who.browser.post("/admin/invite/list", Map.of("_csrf", csrf(who), "file", csv));
    }

    int people(String key) {
        return count("select count(*) from account_name where key = ?", key);
    }
}
