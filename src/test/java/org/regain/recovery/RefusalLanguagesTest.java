package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.HttpBrowser.Page;

/// Every refusal on the way back is a sentence in the reader's language.
class RefusalLanguagesTest extends RecoveryScene {

    @Test
    void everyRefusalIsSaidInThreeLanguages() throws Exception {
        var english = refusals("en");
        var spanish = refusals("es");
        var chinese = refusals("zh-CN");
        assertThat(english.keySet())
                .isEqualTo(spanish.keySet())
                .isEqualTo(chinese.keySet())
                .hasSize(10);
        english.forEach((name, sentence) -> {
            assertThat(spanish.get(name)).as("%s in Spanish", name).isNotEqualTo(sentence);
            assertThat(chinese.get(name)).as("%s in Chinese", name).matches("(?s).*\\p{IsHan}.*");
        });
    }

    private Map<String, String> refusals(String language) throws Exception {
        forgetLimits();
        people.run(sql -> sql.sql("delete from method_guard").update());
        var said = new HashMap<String, String>();
        ana = somebody();
        ana.browser.header("Accept-Language", language);
        ana.browser.get("/recover");
        said.put("no name", refusal(ana.browser.submit("/recover", "name", " ")));
        ana.browser.submit("/recover", "name", ANA);
        said.put("no reason", refusal(ana.browser.submit("/recover/reason", "reason", "WHATEVER")));
        var reason = ana.browser.page();
        ana.browser.submit("/recover/reason", "reason", "KNOWN");
        said.put(
                "stale",
                refusal(ana.browser.post("/recover/reason", form(reason, "/recover/reason", "reason", "KNOWN"))));
        said.put("no method", refusal(ana.browser.submit("/recover/verify/method", "method", "PIGEON")));
        var code = codeFor(ana);
        said.put("no code", refusal(ana.typeCode("abc")));
        said.put("wrong code", refusal(ana.typeCode(wrong(code))));
        code = ana.codeMailedTo(ANA, () -> ana.browser.submit("/recover/verify/again"));
        said.put("too many codes", refusal(ana.browser.submit("/recover/verify/again")));
        ana.typeCode(code);
        said.put("wrong password", refusal(ana.enterExisting("not the one at all")));
        ana.browser.submit("/recover/reset-instead");
        said.put(
                "differ",
                refusal(ana.browser.submit("/recover/new-password", "newPassword", NEW, "confirmation", OLD)));
        said.put("short", refusal(ana.choosePassword("short")));
        return said;
    }

    private static String refusal(Page page) {
        assertThat(page.status()).isBetween(400, 499);
        assertThat(page.body()).doesNotContain("??").doesNotContain("{0}");
        assertThat(page.refusal()).hasSizeGreaterThan(8);
        return page.refusal();
    }
}
