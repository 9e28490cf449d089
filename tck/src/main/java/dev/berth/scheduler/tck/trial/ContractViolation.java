package dev.berth.scheduler.tck.trial;

/** The backend broke the contract; the message says which rule's promise and what was seen instead. */
public final class ContractViolation extends AssertionError {
    private static final long serialVersionUID = 1L;

    public ContractViolation(String message) {
        super(message);
    }

    public ContractViolation(String message, Throwable cause) {
        super(message, cause);
    }
}
