package dev.berth.scheduler.cli.certify.client;

import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;

/** What all our environments offer, of three parts that can each do several things. */
public interface UsualEnvironment extends Environment {
    /** What runs, behind the backend's back. */
    interface Instances extends NativeView, Killing, EndLoss, Inside {}

    /** Native objects in somebody else's hand. */
    interface NativeObjects extends Drift, Foreign {}

    Instances instances();

    NativeObjects objects();

    OtherClients others();

    @Override
    default Means<Killing> killing() {
        return Means.by(instances());
    }

    @Override
    default Means<EndLoss> endLoss() {
        return Means.by(instances());
    }

    @Override
    default Means<Inside> inside() {
        return Means.by(instances());
    }

    @Override
    default Means<NativeView> sight() {
        return Means.by(instances());
    }

    @Override
    default Means<Drift> drift() {
        return Means.by(objects());
    }

    @Override
    default Means<Foreign> foreign() {
        return Means.by(objects());
    }

    @Override
    default Means<Connections> connections() {
        return Means.by(others());
    }

    @Override
    default Means<Upgrade> upgrade() {
        return Means.by(others());
    }
}
