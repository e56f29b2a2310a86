using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents;

/// <summary>An incident is over, on these grounds.</summary>
public sealed record IncidentClosed(IncidentId Id, IReadOnlyList<CloseGround> Grounds) : LedgerRecord
{
    public override string Kind => "incident_closed";

    public override string Subject => "incident:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("grounds", string.Join(',', Grounds.Select(ground => WireName.Of(ground.Kind)).Distinct())),
        new("policies", Grounds.Where(ground => ground.Kind == GroundKind.PolicyVersion).Select(PolicyOf).ToList() is { Count: > 0 } sets ? string.Join(',', sets) : null),
        // Names of people, and what they wrote.
        new("eval_cases", TextOf(GroundKind.EvalCase, ground => ground.What), IsPersonal: true),
        new("waivers", TextOf(GroundKind.Waiver, ground => $"{ground.What} until {ground.ExpiresOn?.ToString("O", CultureInfo.InvariantCulture)}: {ground.Reason}"), IsPersonal: true),
    ];

    private string? TextOf(GroundKind kind, Func<CloseGround, string> text) =>
        Grounds.Where(ground => ground.Kind == kind).Select(text).ToList() is { Count: > 0 } texts ? string.Join('\n', texts) : null;

    private static string PolicyOf(CloseGround ground) => string.Create(CultureInfo.InvariantCulture, $"{ground.What}@{ground.PolicyVersion}");
}
