package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.WorkloadObject;
import dev.berth.scheduler.local.document.WorkloadObjectForm;

/**
 * A native object as stored.
 *
 * @param mark changes with every write, and is never used again
 * @param removing whether it is only there until the last of its instances is gone
 * @param document as sent, byte for byte
 * @param content what the document says
 */
public record ObjectRow(long mark, boolean removing, String document, WorkloadObject content) {
    private static final String LIVE = "live";
    private static final String REMOVING = "removing";

    /** The mark, the word, and the document from the next line on. */
    String stored() {
        return mark + " " + (removing ? REMOVING : LIVE) + "\n" + document;
    }

    static ObjectRow read(String stored) throws DocumentException {
        int line = stored.indexOf('\n');
        String[] words = line < 0 ? new String[0] : stored.substring(0, line).split(" ", -1);
        if (words.length != 2 || !words[0].matches("[0-9]{1,18}")) {
            throw DocumentException.of("the first line of an object must be its mark and its state");
        }
        String document = stored.substring(line + 1);
        return new ObjectRow(
                Long.parseLong(words[0]), words[1].equals(REMOVING), document, WorkloadObjectForm.read(document));
    }
}
