using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>One person's yes, given beforehand, to so many calls that are alike, until a time. It stands for that person's approval and for nothing more.</summary>
public sealed class Permit
{
    public required PermitId Id { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Tool { get; init; }
    /// <summary>Another version of the contract is another tool.</summary>
    public required int ContractVersion { get; init; }
    /// <summary>As <see cref="PermitPattern.Text"/> writes it.</summary>
    public required string Pattern { get; init; }
    public required PersonId GrantedById { get; init; }
    public required string GrantedByName { get; init; }
    /// <summary>The roles that the person decided with, by wire name, separated by commas.</summary>
    public required string Roles { get; init; }
    public string? Method { get; init; }
    public required string Reason { get; init; }
    /// <summary>What the person read when allowing others like it.</summary>
    public required ProposalId ProposalId { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required int UsesMax { get; init; }
    public int Uses { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>Why it ended before its time: one of the codes of <see cref="PermitEnded"/>.</summary>
    public string? EndedCode { get; private set; }
    public int Version { get; private set; } = 1;

    public IReadOnlySet<Role> HeldRoles => RoleNames.InColumn(Roles).ToHashSet();

    public int UsesLeft => UsesMax - Uses;

    public bool IsInForce(DateTimeOffset now) => EndedAt is null && Until > now && Uses < UsesMax;

    /// <summary>Uses it once; false, and nothing changed, where it is not in force.</summary>
    public bool TryUse(DateTimeOffset now)
    {
        if (!IsInForce(now)) return false;
        Uses++;
        Version++;
        return true;
    }

    /// <summary>Ends it; false where it has ended.</summary>
    public bool TryEnd(string code, DateTimeOffset now)
    {
        if (EndedAt is not null) return false;
        (EndedAt, EndedCode) = (now, code);
        Version++;
        return true;
    }
}
