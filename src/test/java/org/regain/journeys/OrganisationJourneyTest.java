package org.regain.journeys;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Role;
import org.regain.look.Looks;
import org.regain.support.AuthenticatorApp;
import org.springframework.beans.factory.annotation.Autowired;

/// An administrator gives the organisation its name, logo, colour and help, and everybody sees it, by day and night.
class OrganisationJourneyTest extends Journey {

    private static final String MARTA = "marta.ruiz@contoso.example";
    private static final Map<String, String> HELP = Map.of(
            "helpEn", "Call our desk at +1 555 0123,\nMonday to Friday, 9 to 18.",
            "helpEs", "Llame a nuestra mesa de ayuda al +34 555 012 301,\nde lunes a viernes, de 9 a 18.",
            "helpZh", "请致电 +86 555 0123，\n周一至周五 9 点至 18 点。");

    @Autowired
    private Looks looks;

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void theOrganisationIsSeenByEverybody(Screen screen) throws IOException {
        var account = people.active(MARTA, OLD, Role.GLOBAL_ADMIN);
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        everybodySpeaks(screen);
        var marta = signedIn(screen, "organisation", MARTA, app)
                .opens("/admin/organisation")
                .sees("Organisation");
        sends(marta, "accent", Map.of("accent", "#ffb900"));
        marta.sees("Organisation");
        sends(marta, "accent", Map.of("accent", "#7a1f5c"));
        sends(marta, "text", HELP);
        marta.page().setInputFiles("#file", new FilePayload("logo.svg", "image/svg+xml", logo()));
        marta.page().click("form[action$=logo] button");
        marta.sees("Organisation");
        looks.readAgain();
        visitor(screen, "organisation-visitor")
                .opens("/sign-in")
                .sees("Sign in")
                .opens("/recover")
                .sees("Get back into your account");
    }

    private static void sends(Visitor visitor, String form, Map<String, String> fields) {
        fields.forEach((field, text) -> visitor.page().fill("#" + field, text));
        visitor.page().click("form[action$=" + form + "] button");
    }

    /// Dark letters that one sees through around.
    private static byte[] logo() throws IOException {
        var image = new BufferedImage(900, 240, BufferedImage.TYPE_INT_ARGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x7a1f5c));
        pen.fillRoundRect(10, 20, 200, 200, 60, 60);
        pen.setColor(new Color(0x222222));
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 130));
        pen.drawString("Contoso", 250, 165);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
