using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What came of reporting a failure.</summary>
public abstract record ReportOutcome
{
    public sealed record Opened(IncidentId Id) : ReportOutcome;

    /// <summary>Somebody reported the same before, and it is not closed yet.</summary>
    public sealed record AlreadyOpen(IncidentId Id) : ReportOutcome;

    /// <summary>There is no such run, proposal or agent.</summary>
    public sealed record NotFound(string What) : ReportOutcome;

    /// <summary>Several agents have a run of this name.</summary>
    public sealed record Ambiguous(IReadOnlyList<string> Whose) : ReportOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : ReportOutcome;

    public sealed record RoleMissing(Permission Needs) : ReportOutcome;

    private ReportOutcome() { }
}
