package dev.berth.scheduler.error;

/** Why a call failed. The command line maps each to one exit code. */
public enum ErrorCode {
    /** The input breaks a rule of the model; every violation is listed with its path. */
    INVALID,
    /** The backend lacks a capability that the spec needs; every missing one is listed. */
    UNSUPPORTED,
    /** The edit can never be carried out as things are, such as a rollout without room to proceed. */
    INFEASIBLE,
    /** What was named does not exist. */
    NOT_FOUND,
    /** The state the caller relied on has changed, or a name is taken by something not ours. */
    CONFLICT,
    /** The backend refused the caller's identity or permissions. */
    UNAUTHORIZED,
    /** The backend can't be reached, or can't serve just now. */
    UNAVAILABLE,
    /** The deadline of the call passed. */
    TIMEOUT,
    /** The caller interrupted the call. */
    CANCELLED,
    /** The backend answered with something that fits no other code; its raw answer is attached. */
    BACKEND
}
