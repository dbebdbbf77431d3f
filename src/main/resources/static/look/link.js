// Takes the secret of a mailed link from the address, where it is never sent to a server, into the form.
// Nothing is submitted: that is the person's click.
const token = location.hash.slice(1);
if (token) {
    document.getElementById('token').value = token;
    document.querySelector('[data-from-link]').hidden = true;
    history.replaceState(null, '', location.pathname);
}
