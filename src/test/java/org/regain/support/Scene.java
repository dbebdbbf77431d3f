package org.regain.support;

import static org.regain.support.Deadline.await;

import java.net.URI;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// What tests of the whole application have in common: its people, their mailboxes, the time, and browsers.
@RegainTest
public abstract class Scene {

    @Autowired
    protected TestPeople people;

    @Autowired
    protected TestMail mail;

    @Autowired
    protected TestClock clock;

    @Value("${regain.base-url}")
    protected URI baseUrl;

    /// With a browser that was never here.
    protected Claimant somebody() {
        return new Claimant(baseUrl, mail);
    }

    protected int count(String query, Object... values) {
        return people.run(
                sql -> sql.sql(query).params(values).query(Integer.class).single());
    }

    /// Waits until nothing is left to be announced or sent, so that what is in a mailbox now is all that comes of what was done.
    protected void everythingIsSent() {
        await().until(() -> {
            mail.hurry();
            // In this order: what is announced meanwhile is in the outbox by then.
            return count("select count(*) from announcement")
                            + count("select count(*) from outbox where state = 'QUEUED'")
                    == 0;
        });
    }

    /// Lets everything that is counted over a time be counted anew, but nothing expire.
    protected void forgetLimits() {
        people.run(sql -> sql.sql("delete from limit_count").update());
    }
}
