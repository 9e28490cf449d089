package dev.berth.scheduler.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a text is a schedule of five fields as in crontab(5). */
final class CronSchedule {
    private static final int LONGEST = 255;
    private static final int FIELDS = 5;
    private static final int DAY_OF_MONTH = 2;
    private static final int MONTH = 3;
    private static final int DAY_OF_WEEK = 4;
    private static final int[] LONGEST_MONTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CronSchedule() {}

    /** What is wrong, to follow on name and value; empty when nothing is. */
    static Optional<String> problem(String schedule) {
        if (schedule.length() > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters");
        }
        String[] texts = schedule.strip().split("[ \t]+", -1);
        if (texts.length != FIELDS) {
            return Optional.of("must have five fields (minute, hour, day of month, month, day of week), not "
                    + (schedule.isBlank() ? 0 : texts.length));
        }
        List<CronField> fields = new ArrayList<>();
        for (CronField.Unit unit : CronField.Unit.values()) {
            CronField field = CronField.parse(unit, texts[fields.size()]);
            if (field.problem().isPresent()) {
                return field.problem();
            }
            fields.add(field);
        }
        return canFire(fields, texts) ? Optional.empty() : Optional.of("never fires: no such month has such a day");
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
