// Keeps what a page shows only once: as a text file, or on paper. The file is made here, of what the page says.
for (const button of document.querySelectorAll('[data-download]')) {
    button.addEventListener('click', () => {
        const sheet = document.getElementById(button.dataset.download);
        const parts = [document.querySelector('h1'), ...sheet.querySelectorAll('p, li')];
        const lines = parts.map((part) => part.textContent.trim().replace(/\s+/g, ' ') + '\r\n');
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(lines, {type: 'text/plain;charset=utf-8'}));
        link.download = button.dataset.name;
        link.click();
    });
}
for (const button of document.querySelectorAll('[data-print]')) {
    button.addEventListener('click', () => print());
}
