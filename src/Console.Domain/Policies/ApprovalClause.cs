using System.Globalization;
using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Policies;

/// <summary>One thing that approvals must fulfil: so many distinct people, each holding at least one of these roles.</summary>
public sealed record ApprovalClause
{
    private const char ClauseMark = ';';
    private const char RoleMark = ',';

    private ApprovalClause(int count, IReadOnlyList<Role> roles) => (Count, Roles) = (count, roles);

    public int Count { get; }

    /// <summary>In the order of the enum, each once; never empty.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>Asking nobody is asking one person, and asking no role is asking a reviewer: a clause is never empty.</summary>
    public static ApprovalClause Of(int count, params IEnumerable<Role> roles)
    {
        var asked = roles.Distinct().Order().ToList();
        return new(Math.Max(1, count), asked.Count == 0 ? [Role.Reviewer] : asked);
    }

    /// <summary>The same with one more role that fulfils it.</summary>
    public ApprovalClause Or(Role role) => Of(Count, [.. Roles, role]);

    /// <summary>Whether enough of these people hold one of the roles.</summary>
    public bool IsMetBy(IEnumerable<IReadOnlySet<Role>> approvers) => approvers.Count(held => Roles.Any(held.Contains)) >= Count;

    /// <summary>The clauses without those that another one implies, in one order whatever theirs was.</summary>
    public static IReadOnlyList<ApprovalClause> Reduce(IEnumerable<ApprovalClause> clauses)
    {
        var kept = new List<ApprovalClause>();
        foreach (var clause in clauses.OrderByDescending(clause => clause.Count).ThenBy(clause => clause.Roles.Count).ThenBy(clause => clause.ToString(), StringComparer.Ordinal))
            if (!kept.Exists(stricter => stricter.Implies(clause))) kept.Add(clause);
        return kept;
    }

    /// <summary>The text in which clauses lie in a column: <c>1:reviewer;2:finance,security</c>.</summary>
    public static string TextOf(IEnumerable<ApprovalClause> clauses) => string.Join(ClauseMark, clauses);

    /// <summary>Reads what <see cref="TextOf"/> wrote.</summary>
    /// <exception cref="FormatException">It did not write this.</exception>
    public static IReadOnlyList<ApprovalClause> ListOf(string text) =>
        text.Length == 0 ? [] : [.. text.Split(ClauseMark).Select(Read)];

    public bool Equals(ApprovalClause? other) => other is not null && Count == other.Count && Roles.SequenceEqual(other.Roles);

    public override int GetHashCode() => Roles.Aggregate(Count, HashCode.Combine);

    public override string ToString() => $"{Count.ToString(CultureInfo.InvariantCulture)}:{string.Join(RoleMark, Roles.Select(WireName.Of))}";

    private bool Implies(ApprovalClause other) => Count >= other.Count && Roles.All(other.Roles.Contains);

    private static ApprovalClause Read(string text)
    {
        var at = text.IndexOf(':', StringComparison.Ordinal);
        if (at < 0) throw new FormatException("A clause is a count, a colon and roles.");
        return Of(int.Parse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture), text[(at + 1)..].Split(RoleMark).Select(RoleOf));
    }

    private static Role RoleOf(string name) => WireName.TryParse<Role>(name, out var role) ? role : throw new FormatException($"There is no role {name}.");
}
