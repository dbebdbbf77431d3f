package org.regain.journeys;

import java.sql.SQLException;
import org.regain.secret.Opener;
import org.regain.support.OutboxTap;
import org.regain.support.OutboxTap.Tapped;
import org.regain.support.TestPostgres;
import org.regain.support.WithTexts;
import org.springframework.beans.factory.annotation.Autowired;

/// A journey on which texts are sent too.
@WithTexts
abstract class TextsJourney extends Journey {

    static final String PHONE = "+34600000001";

    @Autowired
    private TestPostgres database;

    @Autowired
    private Opener opener;

    /// The code that goes to this number because of `asking`, which has to come to the page after that.
    String codeTextedTo(String number, Runnable asking) throws SQLException {
        try (var tap = new OutboxTap(database, opener)) {
            asking.run();
            return tap.drain().stream()
                    .filter(message ->
                            message.to().equals(number) && !message.code().isEmpty())
                    .map(Tapped::code)
                    .reduce((_, last) -> last)
                    .orElseThrow(() -> new AssertionError("No code was put for " + number));
        }
    }
}
