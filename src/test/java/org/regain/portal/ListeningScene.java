package org.regain.portal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The portal hears of sign-ins that have ended.
abstract class ListeningScene extends PortalScene {

    LogoutReceiver receiver;

    @BeforeEach
    void portalListens() throws Exception {
        receiver = new LogoutReceiver(baseUrl, 0);
        leadsLogoutsTo("/logout");
    }

    @AfterEach
    void portalStops() {
        receiver.close();
    }

    void leadsLogoutsTo(String path) {
        people.run(sql -> sql.sql("update portal set logout_uri = ?")
                .param("http://127.0.0.1:" + receiver.port() + path)
                .update());
    }
}
