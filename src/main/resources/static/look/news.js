// Asks for this page again a few times, by its own address and not by that of what was posted last, and shows what it says
// by then of codes that do not come. What is typed stays.
// Without this the page has a link that loads it again.
const news = document.getElementById('news');

function ask() {
    const again = new XMLHttpRequest();
    again.open('GET', news.dataset.page);
    again.responseType = 'document';
    again.onload = () => {
        const now = again.response?.getElementById('news');
        if (now && now.textContent.trim() !== news.textContent.trim()) {
            news.replaceChildren(...now.childNodes);
        }
    };
    again.send();
}

for (const seconds of [10, 30, 90]) {
    setTimeout(ask, seconds * 1000);
}
