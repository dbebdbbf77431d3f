package org.regain.recovery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.regain.password.NewPasswordForm;
import org.regain.recovery.ExistingPasswordController.ExistingPasswordForm;
import org.regain.recovery.ReasonController.ReasonForm;
import org.regain.recovery.RecoverController.NameForm;
import org.regain.secret.Token;
import org.regain.web.CodeForm;
import org.regain.web.Exchange;
import org.regain.web.MethodForm;
import org.regain.web.PasskeyForm;
import org.regain.web.Refusal;
import org.regain.web.StepForm;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;

/// A browser whose requests go straight to the controllers, without HTTP and without a page being drawn: everything that
/// decides is the application's own. It holds one cookie.
final class WalkBrowser {

    /// The pages of a recovery, to be looked at in any order.
    static final List<String> PAGES = List.of(
            "/recover/reason",
            "/recover/verify",
            "/recover/existing-password",
            "/recover/new-password",
            "/recover/done",
            "/recover/over");

    private final App app;

    @Nullable
    Token key;

    WalkBrowser(App app) {
        this.app = app;
    }

    /// What of the application a browser reaches.
    record App(
            RecoverController recover,
            ReasonController reason,
            VerifyController verify,
            CodeController code,
            NewPasswordController newPassword,
            ExistingPasswordController existing,
            CancelController cancel,
            EndController end,
            RecoveryFlows flows,
            Screens screens) {

        static App of(AutowireCapableBeanFactory beans) {
            return new App(
                    beans.getBean(RecoverController.class),
                    beans.getBean(ReasonController.class),
                    beans.getBean(VerifyController.class),
                    beans.getBean(CodeController.class),
                    beans.getBean(NewPasswordController.class),
                    beans.getBean(ExistingPasswordController.class),
                    beans.getBean(CancelController.class),
                    beans.getBean(EndController.class),
                    beans.getBean(RecoveryFlows.class),
                    beans.getBean(Screens.class));
        }
    }

    /// A form as it is sent.
    ///
    /// @param action the last part of its path
    /// @param text what was typed or chosen
    record Form(String action, int at, String text) {}

    /// What came back.
    ///
    /// @param refusal the key of its sentence; empty when there is none
    /// @param fresh the handle's new value, where it was changed
    /// @param model what the page would show
    record Answer(
            String view,
            int status,
            String refusal,
            @Nullable Token fresh,
            Map<String, Object> model) {

        boolean moved() {
            return view.startsWith("redirect:");
        }
    }

    /// The flow this browser's cookie leads to.
    @Nullable
    RecoveryFlow flow() {
        return key == null ? null : app.flows().find(key).orElse(null);
    }

    Answer open(String name) {
        var model = new ExtendedModelMap();
        var response = new MockHttpServletResponse();
        var view =
                app.recover().open(new NameForm(name), new MockHttpServletRequest(), response, Locale.ENGLISH, model);
        return answer(view, model, response);
    }

    Answer look(String page) {
        var model = new ExtendedModelMap();
        var response = new MockHttpServletResponse();
        var visit = visit(model, response);
        return answer(
                switch (page) {
                    case "/recover/reason" -> app.reason().ask(visit);
                    case "/recover/verify" -> app.verify().list(visit);
                    case "/recover/existing-password" -> app.existing().ask(visit);
                    case "/recover/new-password" -> app.newPassword().ask(visit);
                    case "/recover/done" -> app.end().done(visit);
                    default -> app.end().over(visit);
                },
                model,
                response);
    }

    Answer send(Form form) {
        var model = new ExtendedModelMap();
        var response = new MockHttpServletResponse();
        var visit = visit(model, response);
        var at = form.at();
        var text = form.text();
        return answer(
                switch (form.action()) {
                    case "reason" -> app.reason().choose(new ReasonForm(at, text), visit);
                    case "method" -> app.verify().choose(new MethodForm(at, text), visit);
                    case "again" -> app.verify().again(new StepForm(at), visit);
                    case "other" -> app.verify().other(new StepForm(at), visit);
                    case "code" -> app.code().code(new CodeForm(at, text), visit);
                    case "passkey" -> app.code().passkey(new PasskeyForm(at, text), visit);
                    case "elsewhere" -> app.verify().elsewhere(new StepForm(at), visit);
                    case "new-password" -> app.newPassword().choose(new NewPasswordForm(at, text, text), visit);
                    case "existing-password" -> app.existing().enter(new ExistingPasswordForm(at, text), visit);
                    case "reset-instead" -> app.existing().resetInstead(new StepForm(at), visit);
                    case "unlock-instead" -> app.existing().unlockInstead(new StepForm(at), visit);
                    case "cancel" -> app.cancel().cancel(new StepForm(at), visit);
                    default -> throw new AssertionError(form.action());
                },
                model,
                response);
    }

    private Visit visit(ExtendedModelMap model, MockHttpServletResponse response) {
        return new Visit(key, flow(), new Exchange(new MockHttpServletRequest(), response, model), app.screens());
    }

    private Answer answer(String view, ExtendedModelMap model, MockHttpServletResponse response) {
        var fresh = response.getHeaders("Set-Cookie").stream()
                .filter(it -> it.startsWith("__Host-recovery="))
                .findFirst()
                .flatMap(it -> Token.parse(it.substring("__Host-recovery=".length(), it.indexOf(';'))))
                .orElse(null);
        var refusal = model.get("refusal") instanceof Refusal said ? said.key() : "";
        if (fresh != null) {
            key = fresh;
        }
        return new Answer(view, response.getStatus(), refusal, fresh, model);
    }
}
