package dev.berth.scheduler.spec;

import java.util.List;

/** A parsed expression: a tree that writes itself into a {@link MatchProgram}. */
interface MatchPart {
    /** Writes steps that go on behind the last of them when this part has matched. */
    void write(MatchProgram.Writer writer);

    default MatchProgram toProgram() {
        MatchProgram.Writer writer = new MatchProgram.Writer();
        write(writer);
        return writer.finish();
    }

    /** One character. */
    record Single(MatchCharacters characters) implements MatchPart {
        @Override
        public void write(MatchProgram.Writer writer) {
            writer.consume(characters);
        }
    }

    /** The start ({@code ^}) or the end ({@code $}) of the value. */
    record Anchor(boolean start) implements MatchPart {
        @Override
        public void write(MatchProgram.Writer writer) {
            writer.anchor(start);
        }
    }

    /** One after the other. */
    record Sequence(List<MatchPart> parts) implements MatchPart {
        @Override
        public void write(MatchProgram.Writer writer) {
            parts.forEach(part -> part.write(writer));
        }
    }

    /** The one or the other. */
    record Choice(MatchPart first, MatchPart second) implements MatchPart {
        @Override
        public void write(MatchProgram.Writer writer) {
            int fork = writer.fork();
            first.write(writer);
            int jump = writer.jump();
            writer.setBranchToHere(fork);
            second.write(writer);
            writer.setBranchToHere(jump);
        }
    }

    /** Between {@code minimum} and {@code maximum} times; {@link #UNLIMITED} is any number. */
    record Repeat(MatchPart part, int minimum, int maximum) implements MatchPart {
        static final int UNLIMITED = -1;

        @Override
        public void write(MatchProgram.Writer writer) {
            for (int count = 0; count < minimum; count++) {
                part.write(writer);
            }
            if (maximum == UNLIMITED) {
                int fork = writer.fork();
                part.write(writer);
                writer.setBranch(writer.jump(), fork);
                writer.setBranchToHere(fork);
            }
            for (int count = minimum; count < maximum; count++) {
                int fork = writer.fork();
                part.write(writer);
                writer.setBranchToHere(fork);
            }
        }
    }
}
