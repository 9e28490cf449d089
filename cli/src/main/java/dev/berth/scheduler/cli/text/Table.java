package dev.berth.scheduler.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, columns two blanks apart. Lines end with their last character, without trailing blanks. */
public final class Table {
    private static final int GAP = 2;

    private final List<Cell> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    private Table(List<Cell> headings) {
        this.headings = headings;
    }

    public static Table of(String... headings) {
        List<Cell> cells = new ArrayList<>();
        for (String heading : headings) {
            cells.add(Cell.of(heading, Colour.FAINT));
        }
        return new Table(List.copyOf(cells));
    }

    /** Adds a row of as many cells as there are headings. */
    public Table row(Cell... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    "cells (=" + cells.length + ") must be as many as headings (=" + headings.size() + ")");
        }
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, the headings first. */
    public List<String> lines(Colours colours) {
        int[] widths = widths();
        List<String> lines = new ArrayList<>(rows.size() + 1);
        lines.add(line(headings, widths, colours));
        for (List<Cell> row : rows) {
            lines.add(line(row, widths, colours));
        }
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        widen(widths, headings);
        for (List<Cell> row : rows) {
            widen(widths, row);
        }
        return widths;
    }

    private static void widen(int[] widths, List<Cell> row) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], row.get(column).width());
        }
    }

    private static String line(List<Cell> row, int[] widths, Colours colours) {
        StringBuilder line = new StringBuilder();
        int pending = 0;
        for (int column = 0; column < widths.length; column++) {
            Cell cell = row.get(column);
            if (!cell.text().isEmpty()) {
                line.append(" ".repeat(pending)).append(colours.paint(cell.colour(), cell.text()));
                pending = 0;
            }
            pending += widths[column] - cell.width() + GAP;
        }
        return line.toString();
    }
}
