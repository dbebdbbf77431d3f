// Says, while a new password is typed, whether it is long enough and typed the same twice. The server decides.
const guide = document.querySelector('.guide');
const first = document.getElementById('newPassword');
const second = document.getElementById('confirmation');
const {minimum, short, long, differ, same} = guide.dataset;

// As the server counts: code points after NFC.
const length = (text) => [...text.normalize('NFC')].length;

const say = () => {
    const n = length(first.value);
    const enough = n >= Number(minimum);
    const words = [(enough ? long : short).replace('{n}', n).replace('{min}', minimum)];
    if (enough && second.value) {
        words.push(first.value === second.value ? same : differ);
    }
    guide.textContent = words.join(' · ');
    guide.classList.toggle('enough', enough && (!second.value || first.value === second.value));
    guide.hidden = n === 0;
};

// A short pause, so that a screen reader is not interrupted by every key.
let pause;
for (const input of [first, second]) {
    input.addEventListener('input', () => {
        clearTimeout(pause);
        pause = setTimeout(say, 250);
    });
}
