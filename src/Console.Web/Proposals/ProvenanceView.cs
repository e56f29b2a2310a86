using AgentConsole.Domain.Provenance;
using AgentConsole.Infrastructure.Runs;

namespace AgentConsole.Web.Proposals;

/// <summary>Where the arguments of a proposal came from, as operators read it.</summary>
/// <param name="HasRequest">The run has told its goal or a message of the user: without, nothing can be from the request.</param>
/// <param name="HasReadUntrusted">The run had read something that others can write into.</param>
/// <param name="IsCut">There is more than was traced; the rest counts as seen nowhere.</param>
public sealed record ProvenanceView(bool HasRequest, bool HasReadUntrusted, bool IsCut, IReadOnlyList<ProvenanceView.Argument> Arguments)
{
    /// <summary>Null where no contract says what the arguments are.</summary>
    internal static ProvenanceView? Of(string? kept)
    {
        if (kept is null) return null;
        var origins = OriginsText.Read(kept);
        return new(origins.HasRequest, origins.HasReadUntrusted, origins.IsCut,
            [.. origins.Arguments.Select(one => new Argument(one.Pointer, one.Origin, one.Tool, one.Step, one.IsPartly))]);
    }

    /// <summary>One argument.</summary>
    /// <param name="Tool">Whose result its value first appeared in.</param>
    /// <param name="Step">Where in the run that was.</param>
    /// <param name="IsPartly">Only parts of it were found, not the whole.</param>
    public sealed record Argument(string Pointer, Origin Origin, string? Tool, int? Step, bool IsPartly);
}
