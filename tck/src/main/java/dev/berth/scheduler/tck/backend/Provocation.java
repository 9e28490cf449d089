package dev.berth.scheduler.tck.backend;

/** Everything that can be done to an environment, as one list for tests and certificates. */
public enum Provocation {
    KILL_INSTANCE("kill an instance behind the backend's back"),
    LOSE_END("end an instance so that nobody can know how it ended"),
    RUN_INSIDE("run a command where an instance runs"),
    SEE_NATIVELY("see what runs without asking the backend"),
    STOP_SERVER("stop and start the backend's server"),
    LOSE_NODE("lose a node and bring it back"),
    CUT_NODE("cut a node off and heal it"),
    RELABEL_NODE("change the attributes of a node"),
    FILL_DISK("fill the disk and free it"),
    KILL_CONTROLLER("kill Berth's controller and start it again"),
    DROP_CONNECTIONS("work over connections that drop, delay, cut and double messages"),
    UNPROVEN_SERVER("speak to a server whose certificate nobody vouches for"),
    UPGRADE_BERTH("work with a newer version of Berth"),
    CHANGE_OBJECT("change a native object behind Berth's back"),
    FOREIGN_OBJECT("make a native object that is not ours"),
    KEEP_SECRET("keep a secret for the backend"),
    OVERRIDE("tell whether a native override is in force");

    private final String sentence;

    Provocation(String sentence) {
        this.sentence = sentence;
    }

    /** What it does. */
    public String sentence() {
        return sentence;
    }

    /** How it is done in this environment. */
    public Means<?> in(Environment environment) {
        return switch (this) {
            case KILL_INSTANCE -> environment.killing();
            case LOSE_END -> environment.endLoss();
            case RUN_INSIDE -> environment.inside();
            case SEE_NATIVELY -> environment.sight();
            case STOP_SERVER -> environment.server();
            case LOSE_NODE -> environment.nodeLoss();
            case CUT_NODE -> environment.nodeCut();
            case RELABEL_NODE -> environment.relabelling();
            case FILL_DISK -> environment.disk();
            case KILL_CONTROLLER -> environment.controller();
            case DROP_CONNECTIONS -> environment.connections();
            case UNPROVEN_SERVER -> environment.unprovenServer();
            case UPGRADE_BERTH -> environment.upgrade();
            case CHANGE_OBJECT -> environment.drift();
            case FOREIGN_OBJECT -> environment.foreign();
            case KEEP_SECRET -> environment.secrets();
            case OVERRIDE -> environment.overriding();
        };
    }
}
