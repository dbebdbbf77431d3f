// Lets a typed password be seen. The button is hidden until this runs.
for (const button of document.querySelectorAll('[data-reveals]')) {
    const input = document.getElementById(button.dataset.reveals);
    const show = button.textContent;
    const toggle = (seen) => {
        input.type = seen ? 'text' : 'password';
        button.setAttribute('aria-pressed', String(seen));
        button.textContent = seen ? button.dataset.hide : show;
    };
    button.addEventListener('click', () => toggle(input.type === 'password'));
    // A manager stores, and a screen shows, what is submitted: hide it first.
    input.form.addEventListener('submit', () => toggle(false));
    button.hidden = false;
}
