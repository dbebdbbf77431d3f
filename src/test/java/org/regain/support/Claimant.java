package org.regain.support;

import static org.regain.support.Deadline.await;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.regain.support.HttpBrowser.Page;

/// A person at a browser who follows the instructions on screen, step by step.
public final class Claimant {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{4})[ \\u00a0](\\d{4})\\b");
    private static final Pattern PERMIT = Pattern.compile("\\b[0-9A-Z]{5}-[0-9A-Z]{5}\\b");
    private static final Pattern LINK = Pattern.compile("#([0-9a-z]{52})\\b");

    private final TestMail mail;
    public final HttpBrowser browser;

    public Claimant(URI baseUrl, TestMail mail) {
        this.browser = new HttpBrowser(baseUrl);
        this.mail = mail;
    }

    /// "Can't access your account?", a name, a reason (`FORGOTTEN` or `KNOWN`): up to the list of methods.
    public Page beginRecovery(String name, String reason) {
        browser.get("/recover");
        browser.submit("/recover", "name", name);
        return browser.submit("/recover/reason", "reason", reason);
    }

    /// "Email a code".
    public Page askForCode() {
        return browser.submit("/recover/verify/method", "method", "EMAIL");
    }

    public Page typeCode(String code) {
        return browser.submit("/recover/verify/code", "code", code);
    }

    /// The whole way to "Choose a new password" or "Enter your existing password", by a code from the mail.
    public Page prove(String name, String reason, String address) throws Exception {
        beginRecovery(name, reason);
        return typeCode(codeMailedTo(address, this::askForCode));
    }

    /// The code that comes to this address because of `asking`; other mails may come in between.
    public String codeMailedTo(String address, Runnable asking) throws InterruptedException {
        var before = codesTo(address).size();
        asking.run();
        await("a code to " + address).until(() -> codesTo(address).size() > before);
        return codesTo(address).getLast();
    }

    /// The newest code that has come to this address, once there is one.
    public String newestCodeTo(String address) throws InterruptedException {
        await("a code to " + address).until(() -> !codesTo(address).isEmpty());
        return codesTo(address).getLast();
    }

    /// The newest permit that has come to this address, once there is one.
    public String permitMailedTo(String address) throws InterruptedException {
        await("a permit to " + address).until(() -> permits(address).findAny().isPresent());
        return permits(address).toList().getLast();
    }

    private Stream<String> permits(String address) {
        return found(PERMIT, address).map(MatchResult::group);
    }

    /// All that have come to this address, the oldest first.
    public List<String> codesTo(String address) {
        return found(CODE, address)
                .map(found -> found.group(1) + found.group(2))
                .toList();
    }

    private Stream<MatchResult> found(Pattern pattern, String address) {
        return mail.to(address).stream()
                .map(Claimant::textOf)
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult);
    }

    public Page choosePassword(String password) {
        return choosePassword(browser.page(), password);
    }

    /// On a page that was left meanwhile.
    public Page choosePassword(Page left, String password) {
        return browser.submitFrom(left, "/recover/new-password", "newPassword", password, "confirmation", password);
    }

    public Page enterExisting(String password) {
        return browser.submit("/recover/existing-password", "password", password);
    }

    public Page signIn(String name, String password) {
        browser.get("/sign-in");
        return browser.submit("/sign-in", "name", name, "password", password);
    }

    /// The eight digits a mail carries.
    public static String codeFrom(MimeMessage mail) {
        return find(CODE, mail, 1) + find(CODE, mail, 2);
    }

    /// The secret of the link a mail carries.
    public static String tokenFrom(MimeMessage mail) {
        return find(LINK, mail, 1);
    }

    /// The plain text of a mail.
    public static String textOf(MimeMessage mail) {
        try {
            var content = mail.getContent();
            if (content instanceof MimeMultipart parts) {
                BodyPart first = parts.getBodyPart(0);
                return String.valueOf(first.getContent());
            }
            return String.valueOf(content);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String find(Pattern pattern, MimeMessage mail, int group) {
        var found = pattern.matcher(textOf(mail));
        if (!found.find()) {
            throw new AssertionError("The mail holds no " + pattern);
        }
        return found.group(group);
    }
}
