using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Agents;

/// <summary>What is known of an agent's leave to use one tool in one environment at this moment, and the answer that follows.</summary>
public sealed record AgentStanding
{
    public const string WrongEnvironment = "wrong_environment";

    /// <summary>Faults of the arguments that a reason names at most; the agent sees the rest after it mended these.</summary>
    private const int FaultsNamedMax = 5;

    // The names in it are the agent's own, of any length.
    private const int PointerLengthMax = 80;

    public required string Agent { get; init; }
    public required string Tool { get; init; }
    public required string Environment { get; init; }
    /// <summary>What a stop order in force reaches; null where none is.</summary>
    public StopScope? StoppedBy { get; init; }
    public bool IsAgentKnown { get; init; }
    public bool IsInManifest { get; init; }
    public bool IsToolKnown { get; init; }
    /// <summary>The manifest holds the tool, only not for this environment.</summary>
    public bool IsInManifestElsewhere { get; init; }
    public bool IsToolInEnvironment { get; init; }
    /// <summary>Where the arguments leave the manifest's limits; pointers into the arguments.</summary>
    public IReadOnlyList<Fault> LimitFaults { get; init; } = [];
    public Stage Stage { get; init; }
    public bool HasDri { get; init; }
    public SideEffect SideEffect { get; init; }

    /// <summary>Stop switch, manifest, limits, then the stage: the first that says no is the answer.</summary>
    public PolicyAnswer Answer()
    {
        if (StoppedBy is { } scope) return Stopped(scope);
        if (!IsAgentKnown) return PolicyAnswer.Deny("agent_unknown", "agent_unknown", $"No agent {Agent} is registered.");
        if (!IsInManifest && IsInManifestElsewhere)
            return PolicyAnswer.Deny(WrongEnvironment, WrongEnvironment, $"The manifest of {Agent} holds {Tool}, but not in {Environment}.");
        if (!IsInManifest)
            return PolicyAnswer.Deny("not_in_manifest", "not_in_manifest", $"The manifest of {Agent} does not hold {Tool} in {Environment}.",
                suggestion: "GET /api/v1/me/manifest lists what may be proposed.");
        if (!IsToolKnown) return PolicyAnswer.Deny("tool_unknown", "tool_unknown", $"There is no tool {Tool}.");
        if (!IsToolInEnvironment)
            return PolicyAnswer.Deny(WrongEnvironment, WrongEnvironment, $"{Tool} does not exist in {Environment}.");
        if (LimitFaults.Count > 0) return OutsideLimits();
        if (!HasDri) return PolicyAnswer.Review("no_dri", $"Nobody answers for {Agent}: it may only propose.", 1, Role.Reviewer);
        return StageCeiling.Reaches(Stage, SideEffect, Environment)
            ? PolicyAnswer.Allow("standing", $"{Tool} is in the manifest and within the stage {WireName.Of(Stage)}.")
            : PolicyAnswer.Review("stage_ceiling",
                $"At the stage {WireName.Of(Stage)} a person decides on {WordFor(SideEffect)} in {Environment}.", 1, Role.Reviewer);
    }

    private PolicyAnswer Stopped(StopScope scope)
    {
        var what = scope switch
        {
            StopScope.Everything => "Everything is stopped.",
            StopScope.Agent => $"The agent {Agent} is stopped.",
            StopScope.Tool => $"The tool {Tool} is stopped.",
        };
        return PolicyAnswer.Deny("stopped", "stopped", what, isRetryable: true, suggestion: "Propose it again after the stop was lifted.");
    }

    private PolicyAnswer OutsideLimits()
    {
        var named = string.Join("; ", LimitFaults.Take(FaultsNamedMax).Select(fault => $"{(fault.Pointer.Length == 0 ? "/" : ShortText.Of(fault.Pointer, PointerLengthMax))} ({fault.Code})"));
        var rest = LimitFaults.Count > FaultsNamedMax ? $" and {LimitFaults.Count - FaultsNamedMax} more" : "";
        return PolicyAnswer.Deny("outside_manifest_limits", "outside_manifest_limits",
            $"The arguments leave what the manifest of {Agent} allows for {Tool}: {named}{rest}.",
            suggestion: "GET /api/v1/me/manifest shows the limits.");
    }

    private static string WordFor(SideEffect sideEffect) => sideEffect switch
    {
        SideEffect.Read => "reads",
        SideEffect.Write => "writes",
        SideEffect.Irreversible => "what cannot be undone",
    };
}
