package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.regain.support.HttpBrowser.Page;

/// Somebody who does what the page says, and where it says that something of ours is not working goes back or presses again.
public final class Person {

    /// What a page says that is not one of the way's.
    private static final String CALM = "Something of ours is not working right now";

    private static final Set<Integer> WORDED = Set.of(200, 403, 409, 410, 422, 503);

    /// A balancer's word for a node that died over the request. That page is not ours.
    private static final int NODE_DIED = 502;

    /// What they do then.
    public enum Reaction {
        GOES_BACK,
        PRESSES_AGAIN
    }

    public final HttpBrowser browser;
    private final Reaction reaction;
    private final List<String> seen = new ArrayList<>();

    public Person(HttpBrowser browser, Reaction reaction) {
        this.browser = browser;
        this.reaction = reaction;
    }

    /// Whether the page has this form.
    public boolean sees(String action) {
        return !browser.page().html().select("form[action=" + action + "]").isEmpty();
    }

    /// Whether one of the things that the page lists has this name.
    public boolean names(String thing) {
        return browser.page().html().select("bdi").eachText().contains(thing);
    }

    public Page open(String path) {
        var page = look(browser.get(path));
        return isTrouble(page) ? look(browser.get(page.path())) : page;
    }

    /// Sends the form of the page with these fields.
    public Page press(String action, String... namesAndValues) {
        var from = browser.page();
        var fields = form(from, action, namesAndValues);
        var page = look(browser.post(action, fields));
        if (!isTrouble(page)) {
            return page;
        }
        page = look(
                switch (reaction) {
                    case GOES_BACK -> browser.get(from.path());
                    case PRESSES_AGAIN -> browser.post(action, fields);
                });
        // The form was of before something began, such as a session. That page says to open the form again.
        return page.status() == 403 ? look(browser.get(from.path())) : page;
    }

    /// Every page so far, for whoever reads of a failure.
    public List<String> seen() {
        return seen;
    }

    /// No stack trace, no name of a class, and a heading; whatever the status, words of ours.
    private Page look(Page page) {
        seen.add(page.status() + " " + page.path() + " " + page.heading() + " " + page.refusal());
        if (page.status() == NODE_DIED) {
            return page;
        }
        assertThat(page.status()).as("%s", seen).isIn(WORDED);
        assertThat(page.heading()).as("%s", seen).isNotEmpty();
        assertThat(page.html().text()).doesNotContain("Exception", "org.regain", "SQL");
        if (page.status() == 503) {
            assertThat(page.heading()).isEqualTo(CALM);
        }
        return page;
    }

    private static boolean isTrouble(Page page) {
        return page.status() == 503 || page.status() == NODE_DIED;
    }

    private static Map<String, String> form(Page page, String action, String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : page.html().select("form[action=" + action + "] input[type=hidden]")) {
            fields.put(field.attr("name"), field.attr("value"));
        }
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
