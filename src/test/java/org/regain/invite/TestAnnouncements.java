package org.regain.invite;

import org.regain.support.TestMail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;

/// In an application under test what waits to be announced is announced when its mail is awaited, and not seconds later.
@TestConfiguration(proxyBeanMethods = false)
public class TestAnnouncements {

    TestAnnouncements(ObjectProvider<Announcer> announcer, TestMail mail) {
        mail.hurriedBy(() -> announcer.ifAvailable(Announcer::sayWhatWaits));
    }
}
