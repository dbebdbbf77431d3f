package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import org.junit.jupiter.api.Test;
import org.regain.support.WithTexts;

/// Who adds an address or a number, or claims an account, sees how their code fares; who mistyped need not wait for nothing.
@WithTexts
class DeliveryStatusTest extends MethodsScene {

    @Test
    void aMailThatWasAcceptedIsSaid() throws Exception {
        signIn();
        codeForAddress(OTHER);
        becomes("The mail server has accepted the message.");
    }

    @Test
    void aMailThatWasRefusedIsSaid() throws Exception {
        signIn();
        codeForAddress(OTHER);
        // The test's own mail server takes everything.
        people.run(sql -> {
            sql.sql("alter table outbox disable trigger stays_settled").update();
            sql.sql("update outbox set state = 'FAILED', failure = '550' where flow_id is not null")
                    .update();
            return sql.sql("alter table outbox enable always trigger stays_settled")
                    .update();
        });
        becomes("The mail server refused the message. Go back and check the address for a typing error.");
    }

    @Test
    void aTextThatIsLateIsSaid() {
        signIn();
        add("SMS");
        ana.browser.submit("/account/methods/phone", "number", "+34 612 34 56 12");
        becomes("The phone network couldn't take the text yet.");
    }

    private void becomes(String said) {
        await().untilAsserted(() -> assertThat(ana.browser
                        .get("/account/try")
                        .html()
                        .select("[role=status]")
                        .text())
                .contains(said));
    }
}
