package org.regain.journeys;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.regain.portal.ApachePortal;

/// Ana has an account, and there is a portal behind Apache.
abstract class ApacheJourney extends Journey {

    static final String ORDERS = "Intranet: orders";

    ApachePortal portal;
    URI orders;

    @BeforeEach
    void thereIsAPortal() throws Exception {
        people.active(ANA, OLD);
        portal = new ApachePortal(baseUrl);
        portal.registerAt(people);
        orders = portal.address.resolve("/orders");
    }

    @AfterEach
    void thePortalCloses() throws IOException {
        portal.close();
    }
}
