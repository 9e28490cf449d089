package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "*/5 0-23/2 1,15 jan-jun MON-fri",
                "0 0 29 2 *",
                "59 23 31 12 7",
                "0 0 31 2 1",
                "  5   4 * * sun "
            })
    void takesWhatCrontabTakes(String schedule) {
        assertThat(CronSchedule.problems(schedule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * * | minute '60' is out of range, allowed are *, lists, ranges and steps of 0 to 59",
                "* 24 * * * | hour '24' is out of range, allowed are *, lists, ranges and steps of 0 to 23",
                "* * 0 * * | day of month '0' is out of range, allowed are *, lists, ranges and steps of 1 to 31",
                "*/0 * * * * | minute '*/0' has a step of 0, allowed are *, lists, ranges and steps of 0 to 59",
                "9-5 * * * * | minute '9-5' ends before it begins, allowed are *, lists, ranges and steps of 0 to 59",
                "5/10 * * * * | minute '5/10' has a step, which is for '*' and ranges only, allowed are *, lists, ranges and steps of 0 to 59",
                "1,,2 * * * * | minute '' is unknown, allowed are *, lists, ranges and steps of 0 to 59",
                "? * * * * | minute '?' is unknown, allowed are *, lists, ranges and steps of 0 to 59",
                "99999999999 * * * * | minute '99999999999' is unknown, allowed are *, lists, ranges and steps of 0 to 59",
                "* * * * mo | day of week 'mo' is out of range, allowed are *, lists, ranges and steps of 0 to 7 or names (sun mon tue wed thu fri sat)",
                "* * * foo * | month 'foo' is out of range, allowed are *, lists, ranges and steps of 1 to 12 or names (jan feb mar apr may jun jul aug sep oct nov dec)"
            })
    void refusesAnotherField(String schedule, String problem) {
        assertThat(CronSchedule.problems(schedule)).containsExactly("must be legal: " + problem);
    }

    @Test
    void tellsEveryBadFieldAndItemAtOnceAndTheSameOnce() {
        assertThat(CronSchedule.problems("61,5,x,x 25 * 13 8"))
                .extracting(problem -> problem.substring(0, problem.indexOf(',')))
                .containsExactly(
                        "must be legal: minute '61' is out of range",
                        "must be legal: minute 'x' is out of range",
                        "must be legal: hour '25' is out of range",
                        "must be legal: month '13' is out of range",
                        "must be legal: day of week '8' is out of range");
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "@daily, 1", "* * * *, 4", "0 * * * * *, 6", "TZ=UTC * * * * *, 6"})
    void hasFiveFields(String schedule, int fields) {
        assertThat(CronSchedule.problems(schedule))
                .contains("must have five fields (minute, hour, day of month, month, day of week), not " + fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
    void refusesADayThatNeverComes(String schedule) {
        assertThat(CronSchedule.problems(schedule)).containsExactly("never fires: no such month has such a day");
    }

    @Test
    void refusesAnEndlessSchedule() {
        assertThat(CronSchedule.problems("*,".repeat(1_000_000))).containsExactly("must have at most 255 characters");
    }
}
