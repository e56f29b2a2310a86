using System.Linq.Expressions;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Which pending proposals ask for a role that one decides with, as a filter that the database can run.</summary>
internal static class RoleFilter
{
    public static Expression<Func<Proposal, bool>> Of(IReadOnlyList<DecidingRoles.Standing> standings) =>
        standings.Select(Of).Aggregate(Or);

    /// <summary>The same of one agent's proposals that ask for these roles, in memory.</summary>
    public static bool Fits(IReadOnlyList<DecidingRoles.Standing> standings, string approvalRoles, string agent) => standings.Any(standing =>
        (standing.Roles.Any(role => role != Role.Dri && approvalRoles.Contains(WireName.Of(role), StringComparison.Ordinal))
            || (standing.AnswersFor.Contains(agent) && approvalRoles.Contains(WireName.Of(Role.Dri), StringComparison.Ordinal)))
        && !standing.Own.Contains(agent));

    // The column lists wire names between commas; no wire name is part of another.
    private static Expression<Func<Proposal, bool>> Of(DecidingRoles.Standing standing)
    {
        var names = Enum.GetValues<Role>().Where(role => role != Role.Dri && standing.Roles.Contains(role)).Select(WireName.Of).ToArray();
        Expression<Func<Proposal, bool>> filter = static _ => false;
        filter = names.Aggregate(filter, (all, name) => Or(all, proposal => proposal.ApprovalRoles.Contains(name)));
        var (dri, answersFor, own) = (WireName.Of(Role.Dri), standing.AnswersFor, standing.Own);
        if (answersFor.Count > 0) filter = Or(filter, proposal => proposal.ApprovalRoles.Contains(dri) && answersFor.Contains(proposal.Agent));
        return own.Count == 0 ? filter : And(filter, proposal => !own.Contains(proposal.Agent));
    }

    private static Expression<Func<Proposal, bool>> Or(Expression<Func<Proposal, bool>> left, Expression<Func<Proposal, bool>> right) =>
        Expression.Lambda<Func<Proposal, bool>>(Expression.OrElse(left.Body, Moved(left, right)), left.Parameters[0]);

    private static Expression<Func<Proposal, bool>> And(Expression<Func<Proposal, bool>> left, Expression<Func<Proposal, bool>> right) =>
        Expression.Lambda<Func<Proposal, bool>>(Expression.AndAlso(left.Body, Moved(left, right)), left.Parameters[0]);

    private static Expression Moved(Expression<Func<Proposal, bool>> left, Expression<Func<Proposal, bool>> right) =>
        new Rename(right.Parameters[0], left.Parameters[0]).Visit(right.Body);

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
