package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// How long files are, and what stands in them.
class HouseFilesTest {
    private static final int MEDIAN = 60;
    private static final int NINTH_TENTH = 160;
    private static final int LONGEST = 300;
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s*\\(");

    @Test
    void filesAreSmall() {
        List<Path> files =
                House.sources("main").stream()
                        .sorted(Comparator.comparingInt(file -> House.lines(file).size()))
                        .toList();
        assertThat(files).hasSizeGreaterThan(100);
        assertThat(lengthAt(files, 0.5))
                .as("the median file has at most %d lines", MEDIAN)
                .isLessThanOrEqualTo(MEDIAN);
        assertThat(lengthAt(files, 0.9))
                .as("nine of ten files have at most %d lines", NINTH_TENTH)
                .isLessThanOrEqualTo(NINTH_TENTH);
        assertThat(
                        files.stream()
                                .filter(file -> House.lines(file).size() > LONGEST)
                                .map(House::name))
                .as("files of more than %d lines: each is two things", LONGEST)
                .isEmpty();
    }

    @Test
    void packagesAreNullMarked() {
        assertThat(
                        House.sources("main").stream()
                                .map(Path::getParent)
                                .distinct()
                                .filter(folder ->
                                        !isNullMarked(folder.resolve("package-info.java")))
                                .map(House::name))
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    @Test
    void testsAwaitAndNeverSleep() {
        assertThat(
                        House.sources("test").stream()
                                .filter(file ->
                                        House.lines(file).stream().anyMatch(HouseFilesTest::sleeps))
                                .map(House::name))
                .as("tests that sleep instead of awaiting a condition")
                .isEmpty();
    }

    @Test
    void sleepingIsRecognized() {
        String call = "sleep";
        assertThat(sleeps("        Thread.%s(100);".formatted(call))).isTrue();
        assertThat(sleeps("        TimeUnit.SECONDS.%s (1);".formatted(call))).isTrue();
        assertThat(sleeps("        // no %s(100) here".formatted(call))).isFalse();
        assertThat(sleeps("        List.of(\"sleep\", \"100\")")).isFalse();
    }

    private static boolean sleeps(String line) {
        return SLEEP.matcher(line).find() && !line.strip().startsWith("//");
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && House.lines(packageInfo).contains("@NullMarked");
    }

    private static int lengthAt(List<Path> ascending, double part) {
        int index = (int) Math.ceil(part * ascending.size()) - 1;
        return House.lines(ascending.get(index)).size();
    }
}
