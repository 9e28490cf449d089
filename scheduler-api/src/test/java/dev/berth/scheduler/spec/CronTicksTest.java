package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.RefusedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule CRN-1: when a schedule fires. */
class CronTicksTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "'*/15 * * * *', 2026-01-01T00:00:00Z, 2026-01-01T00:15:00Z",
        "'0 0 1 1 *', 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "'30 4 * * sun', 2026-11-21T00:00:00Z, 2026-11-22T04:30:00Z",
        "'30 4 * * 7', 2026-11-21T00:00:00Z, 2026-11-22T04:30:00Z",
        "'0 12 13 * fri', 2026-11-21T00:00:00Z, 2026-11-27T12:00:00Z",
        "'0 0 29 2 *', 2096-03-01T00:00:00Z, 2104-02-29T00:00:00Z",
        "'0 9-17/4 * jan-mar mon', 2026-12-31T00:00:00Z, 2027-01-04T09:00:00Z",
    })
    void tellsTheNextTick(String schedule, Instant after, Instant next) {
        assertThat(CronSchedule.of(schedule).next(after, ZoneOffset.UTC)).isEqualTo(next);
    }

    @Test
    void firesAtTheEndOfTheGapForACertainHour() {
        assertThat(ticks("30 2 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"))
                .containsExactly(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void firesOnceForACertainHourThatComesTwice() {
        assertThat(ticks("30 2 * * *", BERLIN, "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void firesEveryHourThatPassesWhenClocksAreChanged() {
        assertThat(ticks("0 * * * *", BERLIN, "2026-10-24T22:59:00Z", "2026-10-25T02:30:00Z"))
                .containsExactly(
                        Instant.parse("2026-10-24T23:00:00Z"),
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"));
        assertThat(ticks("0 * * * *", BERLIN, "2026-03-28T23:59:00Z", "2026-03-29T02:30:00Z"))
                .hasSize(3);
    }

    @Test
    void firesForADayThatAZoneLeftOut() {
        assertThat(ticks("0 12 30 12 *", ZoneId.of("Pacific/Apia"), "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z"))
                .containsExactly(Instant.parse("2011-12-30T10:00:00Z"));
    }

    @Test
    void refusesWhatIsNoSchedule() {
        assertThatThrownBy(() -> CronSchedule.of("61 * * * *"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("minute '61' is out of range");
        assertThatThrownBy(() -> CronSchedule.of("0 0 31 2 *")).hasMessageContaining("never fires");
    }

    /** The oracle looks at every minute that passes, and at what clocks show then. */
    @Test
    void agreesWithLookingAtEveryMinute() {
        Random dice = new Random(20261121);
        List<String> zones =
                List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo");
        for (int round = 0; round < 60; round++) {
            String schedule = schedule(dice);
            ZoneId zone = ZoneId.of(zones.get(dice.nextInt(zones.size())));
            Instant begin = begin(zone, dice);
            Instant end = begin.plus(4, ChronoUnit.DAYS);

            assertThat(CronSchedule.of(schedule).between(begin, end, zone))
                    .as("%s in %s after %s", schedule, zone, begin)
                    .containsExactlyElementsOf(MinuteByMinute.ticks(schedule, zone, begin, end));
            assertThat(steps(schedule, zone, begin, end))
                    .as("%s in %s after %s, one by one", schedule, zone, begin)
                    .containsExactlyElementsOf(MinuteByMinute.ticks(schedule, zone, begin, end));
        }
    }

    private static List<Instant> steps(String schedule, ZoneId zone, Instant begin, Instant end) {
        List<Instant> steps = new ArrayList<>();
        CronSchedule cron = CronSchedule.of(schedule);
        for (Instant next = cron.next(begin, zone); !next.isAfter(end); next = cron.next(next, zone)) {
            steps.add(next);
        }
        return steps;
    }

    /** Mostly shortly before clocks are changed. */
    private static Instant begin(ZoneId zone, Random dice) {
        Instant any = Instant.parse("2015-01-01T00:00:00Z").plus(dice.nextInt(3600), ChronoUnit.DAYS);
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        Instant near = change == null || dice.nextInt(4) == 0 ? any : change.getInstant();
        return near.minus(dice.nextInt(48 * 60), ChronoUnit.MINUTES);
    }

    private static String schedule(Random dice) {
        String[] minutes = {"*", "*/7", "0", "30", "0,15,30,45", "10-20/5", "59"};
        String[] hours = {"*", "*/2", "2", "0", "1-3", "23", "0,12"};
        String[] days = {"*", "*", "*", "1-31/2", "29"};
        String[] weekdays = {"*", "*", "*", "sun", "1-5", "0,7"};
        return String.join(" ", any(minutes, dice), any(hours, dice), any(days, dice), "*", any(weekdays, dice));
    }

    private static String any(String[] of, Random dice) {
        return of[dice.nextInt(of.length)];
    }

    private static Iterable<Instant> ticks(String schedule, ZoneId zone, String after, String until) {
        return CronSchedule.of(schedule).between(Instant.parse(after), Instant.parse(until), zone);
    }

    /** Slow and plain. */
    private static final class MinuteByMinute {
        static List<Instant> ticks(String schedule, ZoneId zone, Instant begin, Instant end) {
            String[] texts = schedule.split(" ", -1);
            boolean everyHour = texts[1].startsWith("*");
            TreeSet<Instant> ticks = new TreeSet<>();
            Instant first = begin.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            for (Instant now = first; !now.isAfter(end); now = now.plus(1, ChronoUnit.MINUTES)) {
                ZonedDateTime shown = now.atZone(zone);
                boolean again = !shown.withEarlierOffsetAtOverlap().equals(shown);
                if (fits(texts, shown.toLocalDateTime()) && (everyHour || !again)) {
                    ticks.add(now);
                }
                ZoneOffsetTransition change = zone.getRules().getTransition(beforeGap(zone, now));
                if (change != null && change.isGap() && !everyHour && anyFits(texts, change)) {
                    ticks.add(now);
                }
            }
            return List.copyOf(ticks);
        }

        /** What clocks would show at {@code now} had they not just been put forward. */
        private static LocalDateTime beforeGap(ZoneId zone, Instant now) {
            return LocalDateTime.ofInstant(now, zone.getRules().getOffset(now.minusSeconds(1)));
        }

        private static boolean anyFits(String[] texts, ZoneOffsetTransition gap) {
            for (LocalDateTime shown = gap.getDateTimeBefore();
                    shown.isBefore(gap.getDateTimeAfter());
                    shown = shown.plusMinutes(1)) {
                if (fits(texts, shown)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean fits(String[] texts, LocalDateTime shown) {
            boolean byMonth = has(CronField.Unit.DAY_OF_MONTH, texts[2], shown.getDayOfMonth());
            boolean byWeek = has(
                            CronField.Unit.DAY_OF_WEEK,
                            texts[4],
                            shown.getDayOfWeek().getValue())
                    || has(
                            CronField.Unit.DAY_OF_WEEK,
                            texts[4],
                            shown.getDayOfWeek().getValue() % 7);
            boolean day = texts[2].equals("*") ? byWeek : texts[4].equals("*") ? byMonth : byMonth || byWeek;
            return day
                    && has(CronField.Unit.MINUTE, texts[0], shown.getMinute())
                    && has(CronField.Unit.HOUR, texts[1], shown.getHour());
        }

        private static boolean has(CronField.Unit unit, String text, int value) {
            return CronField.parse(unit, text).values().contains(value);
        }
    }
}
