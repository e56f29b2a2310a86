using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>What an answer demands beside its decision. None is dropped: what the console can neither enforce nor write down is not understood.</summary>
/// <param name="Clauses">What approvals must fulfil, every one of them.</param>
/// <param name="LimitNanos">The most that may be moved; null where no obligation says.</param>
/// <param name="Notes">For the decision log: what is asked of others.</param>
internal sealed record OpaObligations(IReadOnlyList<ApprovalClause> Clauses, long? LimitNanos, IReadOnlyList<string> Notes)
{
    private const string RoleMark = "role:";

    /// <exception cref="NotUnderstoodException">One of them is none that the console knows.</exception>
    public static OpaObligations Read(JsonElement obligations)
    {
        if (obligations.ValueKind != JsonValueKind.Array) throw new NotUnderstoodException("The obligations are no list.");
        if (obligations.GetArrayLength() > OpaLimits.ObligationsMax) throw new NotUnderstoodException("There are too many obligations.");

        var (clauses, notes) = (new List<ApprovalClause>(), new List<string>());
        long? limit = null;
        foreach (var obligation in obligations.EnumerateArray())
        {
            switch (TypeOf(obligation))
            {
                case "approval":
                    clauses.Add(ClauseOf(obligation));
                    if (obligation.TryGetProperty("expires_in_s", out _)) notes.Add(NoteOf(obligation));
                    break;
                case "limit":
                    var most = LimitOf(obligation);
                    limit = limit is { } before && before < most ? before : most;
                    break;
                case "redact" or "audit":
                    notes.Add(NoteOf(obligation));
                    break;
                default:
                    throw new NotUnderstoodException("There is an obligation of a type that is not known.");
            }
        }

        if (clauses.Count > OpaLimits.ApprovalObligationsMax) throw new NotUnderstoodException("There are too many obligations of type approval.");
        return new(ApprovalClause.Reduce(clauses), limit, notes);
    }

    private static string? TypeOf(JsonElement obligation) =>
        obligation.ValueKind == JsonValueKind.Object && obligation.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    private static ApprovalClause ClauseOf(JsonElement approval)
    {
        RefuseOthers(approval, "type", "approvers", "quorum", "expires_in_s");
        if (!approval.TryGetProperty("approvers", out var approvers) || approvers.ValueKind != JsonValueKind.Array || approvers.GetArrayLength() == 0)
            throw new NotUnderstoodException("An obligation of type approval names no approvers.");
        if (!approval.TryGetProperty("quorum", out var quorum) || quorum.ValueKind != JsonValueKind.Number
            || !quorum.TryGetInt32(out var count) || count is < 1 or > PolicyLimits.ApprovalsMax)
            throw new NotUnderstoodException($"An obligation of type approval has no quorum from 1 to {PolicyLimits.ApprovalsMax}.");
        if (approval.TryGetProperty("expires_in_s", out var lifetime)
            && (lifetime.ValueKind != JsonValueKind.Number || !lifetime.TryGetInt64(out var seconds) || seconds < 1))
            throw new NotUnderstoodException("The expires_in_s of an obligation is no whole number of seconds.");
        return ApprovalClause.Of(count, [.. approvers.EnumerateArray().Select(RoleOf)]);
    }

    // Whoever may not decide would be asked in vain, and the proposal would wait for nobody until it expires.
    private static Role RoleOf(JsonElement approver) =>
        approver.ValueKind == JsonValueKind.String && approver.GetString() is { } name && name.StartsWith(RoleMark, StringComparison.Ordinal)
        && WireName.TryParse<Role>(name[RoleMark.Length..], out var role) && RolePermissions.Allows(role, Permission.DecideProposals)
            ? role
            : throw new NotUnderstoodException("An obligation of type approval names an approver that is no role which decides, such as role:finance.");

    private static long LimitOf(JsonElement limit)
    {
        RefuseOthers(limit, "type", "max_amount");
        return limit.TryGetProperty("max_amount", out var most) && Money.NanosIn(most) is { } nanos
            ? nanos
            : throw new NotUnderstoodException("An obligation of type limit has no max_amount that can be read.");
    }

    private static void RefuseOthers(JsonElement obligation, params ReadOnlySpan<string> known)
    {
        foreach (var member in obligation.EnumerateObject())
            if (!known.Contains(member.Name)) throw new NotUnderstoodException("An obligation holds a member that is not known.");
    }

    private static string NoteOf(JsonElement obligation) => OpaText.Line("obligation " + obligation.GetRawText(), OpaLimits.NoteLengthMax);
}
