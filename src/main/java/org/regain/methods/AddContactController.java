package org.regain.methods;

import java.time.Clock;
import org.regain.account.Contact;
import org.regain.account.EmailName;
import org.regain.account.PhoneNumber;
import org.regain.channel.EmailAddress;
import org.regain.methods.AddContact.Adding;
import org.regain.texts.TextsAllowed;
import org.regain.verification.Method;
import org.regain.verification.MethodsInUse;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Add an e-mail address" and "Add a phone number": up to the code that goes there.
@Controller
class AddContactController {

    private static final String EMAIL_PAGE = "methods/add-email";
    private static final String PHONE_PAGE = "methods/add-phone";

    private final AddContact addContact;
    private final MethodsInUse inUse;
    private final TextsAllowed texts;
    private final Clock clock;

    AddContactController(AddContact addContact, MethodsInUse inUse, TextsAllowed texts, Clock clock) {
        this.addContact = addContact;
        this.inUse = inUse;
        this.texts = texts;
        this.clock = clock;
    }

    record EmailForm(String address) {}

    record PhoneForm(String number) {}

    @GetMapping("/account/methods/email")
    String askEmail() {
        return EMAIL_PAGE;
    }

    @PostMapping("/account/methods/email")
    String addEmail(EmailForm form, MethodsVisit visit) {
        visit.model().addAttribute("address", form.address());
        return EmailName.of(form.address())
                .flatMap(name -> EmailAddress.parse(name.address()))
                .map(address -> add(visit, Contact.Kind.EMAIL, address.value(), EMAIL_PAGE, "address"))
                .orElseGet(() -> refuse(visit, "refusal.email.invalid", EMAIL_PAGE, "address"));
    }

    @GetMapping("/account/methods/phone")
    String askPhone() {
        return inUse.includes(Method.SMS) ? PHONE_PAGE : "redirect:" + MethodsVisit.LIST;
    }

    @PostMapping("/account/methods/phone")
    String addPhone(PhoneForm form, MethodsVisit visit) {
        visit.model().addAttribute("number", form.number());
        if (!inUse.includes(Method.SMS)) {
            return visit.refuse(Ruling.NONE);
        }
        return PhoneNumber.of(form.number())
                .map(number -> texts.to(number)
                        ? add(visit, Contact.Kind.PHONE, number.text(), PHONE_PAGE, "number")
                        : refuse(visit, "refusal.phone.country", PHONE_PAGE, "number"))
                .orElseGet(() -> refuse(visit, "refusal.phone.invalid", PHONE_PAGE, "number"));
    }

    private String add(MethodsVisit visit, Contact.Kind kind, String address, String template, String field) {
        return switch (addContact.add(visit.by(), kind, address)) {
            case Adding.Sent(var key) -> {
                visit.keepTry(key);
                yield "redirect:" + TryController.PATH;
            }
            case Adding.Refused(var why) ->
                why == Ruling.ALREADY ? refuse(visit, "refusal.method.already", template, field) : visit.refuse(why);
            case Adding.Limited(var until) ->
                visit.refuse(
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.untilOrFrom("refusal.send.limit", "refusal.send.day", clock.instant(), until),
                        template);
        };
    }

    private static String refuse(MethodsVisit visit, String key, String template, String field) {
        return visit.refuse(HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of(key).on(field), template);
    }
}
