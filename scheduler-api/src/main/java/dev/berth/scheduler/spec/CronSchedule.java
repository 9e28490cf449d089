package dev.berth.scheduler.spec;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A schedule of five fields as in crontab(5): minute, hour, day of month, month, day of week. When both days are
 * restricted, one of them is enough; a day is restricted by anything but {@code *}.
 *
 * <p>Where clocks are put forward, a schedule for certain hours fires once at the end of the gap for what it would have
 * fired in it; where they are put back, only the first time round. A schedule for every hour ({@code *} or with a step)
 * fires by what clocks show: nothing in the gap, and twice where they show it twice.
 */
public final class CronSchedule {
    private static final int LONGEST = 255;
    private static final int FIELDS = 5;
    private static final int HOUR = 1;
    private static final int DAY_OF_MONTH = 2;
    private static final int MONTH = 3;
    private static final int DAY_OF_WEEK = 4;
    private static final int SUNDAY = 7;
    private static final int[] LONGEST_MONTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** The longest way from one tick to the next: a 29th of February, over a century that has none. */
    private static final int LONGEST_GAP_DAYS = 9 * 366;

    private final List<CronField> fields;
    private final boolean everyDayOfMonth;
    private final boolean everyDayOfWeek;
    private final boolean everyHour;

    private CronSchedule(List<CronField> fields, String[] texts) {
        this.fields = fields;
        this.everyDayOfMonth = texts[DAY_OF_MONTH].equals("*");
        this.everyDayOfWeek = texts[DAY_OF_WEEK].equals("*");
        this.everyHour = texts[HOUR].startsWith("*");
    }

    /**
     * Reads a schedule.
     *
     * @throws RefusedException INVALID when it is none, or could never fire; with all that is wrong
     */
    public static CronSchedule of(String schedule) {
        List<Problem> problems = problems(schedule).stream()
                .map(problem -> Problem.invalid("schedule", "schedule (=" + Text.quote(schedule) + ") " + problem))
                .toList();
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
        String[] texts = texts(schedule);
        return new CronSchedule(fields(texts), texts);
    }

    /**
     * The first tick after a time.
     *
     * @param zone whose clocks the schedule means
     */
    public Instant next(Instant after, ZoneId zone) {
        LocalDate begin = LocalDate.ofInstant(after, zone).minusDays(1);
        for (int day = 0; day <= LONGEST_GAP_DAYS; day++) {
            NavigableSet<Instant> ticks = on(begin.plusDays(day), zone.getRules());
            if (ticks.higher(after) != null) {
                // Where clocks are put back over midnight, the day after may begin before this one has ended.
                ticks.addAll(on(begin.plusDays(day + 1L), zone.getRules()));
                return ticks.higher(after);
            }
        }
        throw new IllegalStateException("a schedule that can fire does so within " + LONGEST_GAP_DAYS + " days");
    }

    /**
     * Every tick after {@code after} and not after {@code until}; a day of a schedule for every minute has 1440.
     *
     * @param zone whose clocks the schedule means
     */
    public NavigableSet<Instant> between(Instant after, Instant until, ZoneId zone) {
        NavigableSet<Instant> ticks = new TreeSet<>();
        LocalDate last = LocalDate.ofInstant(until, zone).plusDays(1);
        for (LocalDate day = LocalDate.ofInstant(after, zone).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            ticks.addAll(on(day, zone.getRules()));
        }
        return after.isBefore(until) ? new TreeSet<>(ticks.subSet(after, false, until, true)) : new TreeSet<>();
    }

    private NavigableSet<Instant> on(LocalDate day, ZoneRules rules) {
        NavigableSet<Instant> ticks = new TreeSet<>();
        if (!isMeant(day)) {
            return ticks;
        }
        for (int hour : fields.get(HOUR).values()) {
            for (int minute : fields.get(0).values()) {
                add(day.atTime(hour, minute), rules, ticks);
            }
        }
        return ticks;
    }

    private void add(LocalDateTime shown, ZoneRules rules, NavigableSet<Instant> ticks) {
        List<ZoneOffset> offsets = rules.getValidOffsets(shown);
        if (offsets.isEmpty()) {
            if (!everyHour) {
                ticks.add(rules.getTransition(shown).getInstant());
            }
            return;
        }
        ticks.add(shown.toInstant(offsets.get(0)));
        if (everyHour) {
            offsets.forEach(offset -> ticks.add(shown.toInstant(offset)));
        }
    }

    private boolean isMeant(LocalDate day) {
        if (!fields.get(MONTH).values().contains(day.getMonthValue())) {
            return false;
        }
        boolean byMonth = fields.get(DAY_OF_MONTH).values().contains(day.getDayOfMonth());
        int weekday = day.getDayOfWeek().getValue();
        boolean byWeek = fields.get(DAY_OF_WEEK).values().contains(weekday)
                || (weekday == SUNDAY && fields.get(DAY_OF_WEEK).values().contains(0));
        if (everyDayOfMonth || everyDayOfWeek) {
            return byMonth && byWeek;
        }
        return byMonth || byWeek;
    }

    /** All that is wrong, each to follow on name and value; empty when nothing is. */
    static List<String> problems(String schedule) {
        if (schedule.length() > LONGEST) {
            return List.of("must have at most " + LONGEST + " characters");
        }
        String[] texts = texts(schedule);
        if (texts.length != FIELDS) {
            return List.of("must have five fields (minute, hour, day of month, month, day of week), not "
                    + (schedule.isBlank() ? 0 : texts.length));
        }
        List<CronField> fields = fields(texts);
        List<String> problems = fields.stream()
                .flatMap(field -> field.problems().stream())
                .distinct()
                .toList();
        boolean fires = !problems.isEmpty() || canFire(fields, texts);
        return fires ? problems : List.of("never fires: no such month has such a day");
    }

    private static String[] texts(String schedule) {
        return schedule.strip().split("[ \t]+", -1);
    }

    private static List<CronField> fields(String[] texts) {
        List<CronField> fields = new ArrayList<>();
        for (CronField.Unit unit : CronField.Unit.values()) {
            fields.add(CronField.parse(unit, texts[fields.size()]));
        }
        return fields;
    }

    /** A day of the week comes in every month, so that only the days of the month can be impossible. */
    private static boolean canFire(List<CronField> fields, String[] texts) {
        if (!texts[DAY_OF_WEEK].equals("*")) {
            return true;
        }
        int first = fields.get(DAY_OF_MONTH).values().first();
        return fields.get(MONTH).values().stream().anyMatch(month -> first <= LONGEST_MONTHS[month - 1]);
    }
}
