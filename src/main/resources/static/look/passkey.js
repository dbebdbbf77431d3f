// Makes or uses the passkey that a form asks for and submits what came of it. The server decides.
const Key = window.PublicKeyCredential;

// What older browsers cannot read and write themselves.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const withBytes = (one) => ({...one, id: toBytes(one.id)});
const read = ({challenge, user, allowCredentials = [], excludeCredentials = [], ...rest}) => ({
    ...rest,
    challenge: toBytes(challenge),
    user: user && withBytes(user),
    allowCredentials: allowCredentials.map(withBytes),
    excludeCredentials: excludeCredentials.map(withBytes),
});
const write = ({id, type, response}) => {
    const said = {transports: response.getTransports?.()};
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
        said[name] = response[name] ? toText(response[name]) : undefined;
    }
    return {id, rawId: id, type, response: said};
};

// What is signed outside of a flow lives five minutes, however long the page was left open. Where none is to be had, the page's
// own may still do.
const asked = async (fresh, options) => {
    try {
        return fresh ? await (await fetch(fresh)).json() : JSON.parse(options);
    } catch {
        return JSON.parse(options);
    }
};

const ask = async (form, fresh, how) => {
    const making = 'passkeyCreate' in form.dataset;
    const options = await asked(fresh, form.dataset.options);
    const parse = making ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
    const publicKey = Key[parse] ? Key[parse](options) : read(options);
    const key = await navigator.credentials[making ? 'create' : 'get']({publicKey, ...how});
    form.elements.credential.value = JSON.stringify(key.toJSON ? key : write(key));
    form.submit();
};

for (const form of Key ? document.querySelectorAll('[data-passkey-create], [data-passkey-get]') : []) {
    const button = form.querySelector('button');
    const alert = form.querySelector('[role=alert]');
    const {refused, exists, unverified, failed} = alert.dataset;
    let offer, renewal;
    const withdraw = () => {
        clearTimeout(renewal);
        offer?.abort();
    };
    // Offers passkeys in the list of the name's field, until the button is used; anew before what is to be signed expires, and
    // when somebody comes back to the page, since the time in which a machine sleeps may not count.
    const autofill = async () => {
        if ('passkeyAutofill' in form.dataset && await Key.isConditionalMediationAvailable?.() && !button.disabled) {
            const fresh = offer && form.dataset.fresh;
            withdraw();
            offer = new AbortController();
            ask(form, fresh, {mediation: 'conditional', signal: offer.signal}).catch(() => {});
            renewal = setTimeout(autofill, 240_000);
        }
    };
    addEventListener('visibilitychange', () => document.hidden || autofill());
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        withdraw();
        alert.hidden = button.disabled = true;
        try {
            await ask(form, form.dataset.fresh);
            button.disabled = false;
        } catch ({name}) {
            alert.textContent = {NotAllowedError: refused, AbortError: refused, InvalidStateError: exists,
                ConstraintError: unverified}[name] ?? failed;
            alert.hidden = button.disabled = false;
            autofill();
        }
    });
    form.querySelector('[data-unable]').hidden = true;
    button.hidden = false;
    autofill();
}
