using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Web.Agents;

/// <summary>How the pages of this room say things.</summary>
internal static class AgentWords
{
    public static string Of<T>(T value) where T : struct, Enum => WireName.Of(value).Replace('_', ' ');

    public static string Reach(Stage stage) => stage switch
    {
        Stage.Propose => "Proposes only: a person decides on everything.",
        Stage.ReadOnly => "Reads without a person; everything else is decided by one.",
        Stage.StagingWrites => "Reads everywhere and writes outside production without a person, as far as policy allows.",
        Stage.NarrowProductionWrites => "Reads and writes without a person, in production too, as far as policy allows; what cannot be undone is decided by one.",
        Stage.Autonomous => "Whatever the manifest holds, as far as policy allows.",
    };

    public static string Stopped(StopRow stop) => stop.Scope switch
    {
        StopScope.Everything => "Everything is stopped.",
        StopScope.Agent => $"The agent {stop.Name} is stopped.",
        StopScope.Tool => $"The tool {stop.Name} is stopped.",
    };

    public static string Target(StopTarget target) => target.Scope == StopScope.Everything ? "everything" : target.Name;

    /// <summary>In which of an entry's environments the stage alone asks a person.</summary>
    public static string Asks(ManifestRow row, Stage stage, bool hasDri)
    {
        if (row.Contract is not { } contract) return "denied";
        var asking = row.Entry.Environments.Where(environment => !hasDri || !StageCeiling.Reaches(stage, contract.SideEffect, environment))
            .Order(StringComparer.Ordinal).ToList();
        if (asking.Count == 0) return "as policy says";
        return asking.Count == row.Entry.Environments.Count ? "always" : "always in " + string.Join(", ", asking);
    }

    public static string Sentence(StopOutcome outcome) => outcome switch
    {
        StopOutcome.Stopped { Report: var report } => $"Stopped: {report.Frozen} frozen, {report.Revoked} unused grants revoked."
            + (report.Running > 0 ? $" {report.Running} already run; nobody has confirmed that they ended." : "")
            + (report.Unreached > 0 ? $" {report.Unreached} more can neither be released nor redeemed, though they still look as before." : ""),
        StopOutcome.AlreadyStopped already => $"{already.By} had stopped it already."
            + (already.Report.Frozen + already.Report.Revoked > 0 ? $" {already.Report.Frozen} more frozen, {already.Report.Revoked} more unused grants revoked." : ""),
        StopOutcome.Resumed resumed => $"Resumed: {resumed.Thawed} wait again with the time they had left."
            + (resumed.StillStopped > 0 ? $" {resumed.StillStopped} stay frozen under another stop." : ""),
        StopOutcome.NotStopped => "It was resumed already.",
        StopOutcome.Unknown => "There is no such agent or tool.",
        StopOutcome.Malformed malformed => malformed.Faults[0].Message,
        StopOutcome.NotYourAgent => "Lifting it is for the one who answers for this agent, or for security.",
        StopOutcome.RoleMissing missing => $"This needs a role that may {Of(missing.Needed)}.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    public static string Sentence(DrillOutcome outcome) => outcome switch
    {
        DrillOutcome.Drilled { Drill: { HasHeld: true } drill } => $"Everything of it would have stood still within {drill.ElapsedMs} ms: {drill.Frozen} frozen, {drill.Revoked} grants revoked, {drill.Running} run on. Nothing was stopped.",
        DrillOutcome.Drilled { Drill: var drill } => $"The drill failed after {drill.ElapsedMs} ms. {drill.Fault ?? "It took too long."} Nothing was stopped.",
        DrillOutcome.AlreadyStopped => "It is stopped: no drill is needed.",
        DrillOutcome.Unknown => "There is no such agent or tool.",
        DrillOutcome.RoleMissing missing => $"This needs a role that may {Of(missing.Needed)}.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    public static string WordFor(SideEffect sideEffect) => sideEffect switch
    {
        SideEffect.Read => "read",
        SideEffect.Write => "write",
        SideEffect.Irreversible => "cannot be undone",
    };
}
