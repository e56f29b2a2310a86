using System.Linq.Expressions;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Which pending proposals ask for one of these roles, as a filter that the database can run.</summary>
internal static class RoleFilter
{
    // The column lists wire names between commas; no wire name is part of another.
    /// <param name="answersFor">The agents on which the role of a DRI counts.</param>
    public static Expression<Func<Proposal, bool>> Of(IReadOnlySet<Role> roles, IReadOnlyList<string> answersFor)
    {
        var names = Enum.GetValues<Role>().Where(role => role != Role.Dri && roles.Contains(role)).Select(WireName.Of).ToArray();
        Expression<Func<Proposal, bool>> filter = static _ => false;
        filter = names.Aggregate(filter, (all, name) => Or(all, proposal => proposal.ApprovalRoles.Contains(name)));
        var dri = WireName.Of(Role.Dri);
        return answersFor.Count == 0 ? filter : Or(filter, proposal => proposal.ApprovalRoles.Contains(dri) && answersFor.Contains(proposal.Agent));
    }

    private static Expression<Func<Proposal, bool>> Or(Expression<Func<Proposal, bool>> left, Expression<Func<Proposal, bool>> right)
    {
        var moved = new Rename(right.Parameters[0], left.Parameters[0]).Visit(right.Body);
        return Expression.Lambda<Func<Proposal, bool>>(Expression.OrElse(left.Body, moved), left.Parameters[0]);
    }

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
