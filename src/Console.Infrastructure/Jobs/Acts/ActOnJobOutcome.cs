using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Jobs.Acts;

/// <summary>What came of a person's order to a job.</summary>
public abstract record ActOnJobOutcome
{
    /// <summary>It is to run now, on whichever node takes it first.</summary>
    public sealed record Ordered : ActOnJobOutcome;

    public sealed record Paused : ActOnJobOutcome;

    public sealed record Resumed : ActOnJobOutcome;

    /// <summary>It runs at this moment; what it does now need not be done twice.</summary>
    public sealed record Running(DateTimeOffset Since) : ActOnJobOutcome;

    /// <summary>Somebody was faster.</summary>
    public sealed record AlreadyPaused(string By, DateTimeOffset At) : ActOnJobOutcome;

    public sealed record NotPaused : ActOnJobOutcome;

    /// <summary>A person says when it runs: what can be run now is one of its schedules.</summary>
    public sealed record BySchedule : ActOnJobOutcome;

    public sealed record Unknown : ActOnJobOutcome;

    public sealed record RoleMissing(Permission Needed) : ActOnJobOutcome;

    private ActOnJobOutcome() { }
}
