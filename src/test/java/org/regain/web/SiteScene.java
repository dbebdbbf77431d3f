package org.regain.web;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.regain.support.Lanes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextCustomizerFactories;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What tests of the skin have in common: the site, and a way to say to it what no browser would.
@ContextCustomizerFactories(Lanes.class)
@SpringBootTest(classes = TestSite.class, webEnvironment = WebEnvironment.DEFINED_PORT)
abstract class SiteScene {

    @Autowired
    Site site;

    RawHttp http;

    @DynamicPropertySource
    static void port(DynamicPropertyRegistry registry) {
        TestSite.onAFreePort(registry);
    }

    @BeforeEach
    void connect() {
        http = new RawHttp(URI.create(site.origin()));
    }
}
