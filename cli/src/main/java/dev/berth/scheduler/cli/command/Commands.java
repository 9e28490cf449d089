package dev.berth.scheduler.cli.command;

import java.util.List;
import java.util.Optional;

/** The commands by name. Only the one that was called is loaded. */
final class Commands {
    /** In the order of the help. */
    static final List<String> NAMES = List.of(
            "apply",
            "plan",
            "validate",
            "get",
            "list",
            "instances",
            "watch",
            "logs",
            "endpoints",
            "explain",
            "scale",
            "restart",
            "rollout",
            "history",
            "rollback",
            "run",
            "runs",
            "cancel",
            "remove",
            "nodes",
            "cordon",
            "uncordon",
            "drain",
            "capabilities",
            "agent",
            "controller",
            "certify",
            "version",
            "completion",
            "help");

    private Commands() {}

    static Optional<Command> named(String name) {
        return switch (name) {
            case "apply" -> Optional.of(new ApplyCommand());
            case "plan" -> Optional.of(new PlanCommand());
            case "validate" -> Optional.of(new ValidateCommand());
            case "get" -> Optional.of(new GetCommand());
            case "list" -> Optional.of(new ListCommand());
            case "instances" -> Optional.of(new InstancesCommand());
            case "watch" -> Optional.of(new WatchCommand());
            case "logs" -> Optional.of(new LogsCommand());
            case "endpoints" -> Optional.of(new EndpointsCommand());
            case "explain" -> Optional.of(new ExplainCommand());
            case "scale" -> Optional.of(new ScaleCommand());
            case "restart" -> Optional.of(new RestartCommand());
            case "rollout" -> Optional.of(new RolloutCommand());
            case "history" -> Optional.of(new HistoryCommand());
            case "rollback" -> Optional.of(new RollbackCommand());
            case "run" -> Optional.of(new RunCommand());
            case "runs" -> Optional.of(new RunsCommand());
            case "cancel" -> Optional.of(new CancelCommand());
            case "remove" -> Optional.of(new RemoveCommand());
            case "nodes" -> Optional.of(new NodesCommand());
            case "cordon" -> Optional.of(NodeVerbCommand.cordon());
            case "uncordon" -> Optional.of(NodeVerbCommand.uncordon());
            case "drain" -> Optional.of(NodeVerbCommand.drain());
            case "capabilities" -> Optional.of(new CapabilitiesCommand());
            case "agent" -> Optional.of(new AgentCommand());
            case "controller" -> Optional.of(new ControllerCommand());
            case "certify" -> Optional.of(new CertifyCommand());
            case "version" -> Optional.of(new VersionCommand());
            case "completion" -> Optional.of(new CompletionCommand());
            case "help" -> Optional.of(new HelpCommand());
            default -> Optional.empty();
        };
    }
}
