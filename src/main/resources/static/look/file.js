// Says at the field that a file is too large, before it is sent. The server decides.
for (const field of document.querySelectorAll('input[type=file][data-largest]')) {
    field.addEventListener('change', () => {
        const [file] = field.files;
        field.setCustomValidity(file && file.size > Number(field.dataset.largest) ? field.dataset.tooLarge : '');
        field.reportValidity();
    });
}
