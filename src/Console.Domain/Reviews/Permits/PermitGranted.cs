using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>A person allowed calls like one that was read, for a while.</summary>
public sealed record PermitGranted(Permit Permit) : LedgerRecord
{
    public override string Kind => "permit_granted";

    public override string Subject => "permit:" + Permit.Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("agent", Permit.Agent),
        new("environment", Permit.Environment),
        new("tool", Permit.Tool),
        new("contract_version", Permit.ContractVersion.ToString(CultureInfo.InvariantCulture)),
        new("proposal", Permit.ProposalId.ToString()),
        // It repeats values of arguments.
        new("pattern", Permit.Pattern, IsPersonal: true),
        new("until", Permit.Until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        new("uses", Permit.UsesMax.ToString(CultureInfo.InvariantCulture)),
        new("roles", Permit.Roles),
        new("reason", Permit.Reason, IsPersonal: true),
    ];
}
