using System.Collections.Frozen;
using AgentConsole.Cedar;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>
/// Makes three answers of Cedar's two: what is allowed with the approvals that stand is allowed; what would be allowed with more of them
/// goes to people; the rest is denied. A policy that errs denies, although Cedar itself would skip it.
/// </summary>
internal static class CedarJudge
{
    public const string DefaultDeny = "default_deny";
    public const string NotRepresentable = "args_not_representable";
    private const int MessageLengthMax = 300;

    private static readonly Role[] Deciding = [.. Enum.GetValues<Role>().Where(role => RolePermissions.Allows(role, Permission.DecideProposals))];
    private static readonly FrozenSet<Role> Everybody = Deciding.ToFrozenSet();
    private static readonly FrozenSet<Role>[] Alone = [.. Deciding.Select(role => new[] { role }.ToFrozenSet())];

    internal static EngineRuling Judge(CedarRules rules, PolicyQuestion question, TimeZoneInfo zone)
    {
        CedarSituation situation;
        try
        {
            situation = CedarSituation.Of(question, zone);
        }
        catch (NotRepresentableException fault)
        {
            return new(PolicyAnswer.Deny(NotRepresentable, PolicyAnswer.PolicyError, ShortText.Of(fault.Message, MessageLengthMax)), [], [ShortText.Of(fault.Message, MessageLengthMax)]);
        }

        return new Asking(rules, situation, question.Approvals).Rule();
    }

    private sealed class Asking(CedarRules rules, CedarSituation situation, GivenApprovals given)
    {
        private CedarAnswer? _erred;

        public EngineRuling Rule()
        {
            var now = Ask(given);
            if (_erred is not null) return Erred();
            if (now.IsAllowed) return Allowed(now);

            var last = now;
            for (var count = 1; count <= PolicyLimits.ApprovalsMax; count++)
            {
                last = Ask(new(count, Everybody));
                if (_erred is not null) return Erred();
                if (!last.IsAllowed) continue;
                var (clauses, allowing) = ClausesFor(count, last);
                return _erred is not null ? Erred() : Asked(count, clauses, allowing);
            }

            return Denied(last.Reasons.Count > 0 ? last : now);
        }

        private CedarAnswer Ask(GivenApprovals approvals)
        {
            var answer = rules.Compiled.Authorize(situation.With(approvals), situation.Entities);
            if (answer.Errors.Count > 0) _erred ??= answer;
            return answer;
        }

        // Nobody in particular, else any one role that suffices alone, else the fewest roles that suffice together. Asked as if nobody had said
        // yes yet: who approved already does not change who is asked.
        private (IReadOnlyList<ApprovalClause> Clauses, CedarAnswer Allowing) ClausesFor(int count, CedarAnswer withEverybody)
        {
            var anybody = Ask(new(count, FrozenSet<Role>.Empty));
            if (anybody.IsAllowed) return ([ApprovalClause.Of(count, RuleOf(anybody).Approvers)], anybody);

            var sufficing = new List<Role>();
            CedarAnswer? allowing = null;
            foreach (var alone in Alone)
            {
                var answer = Ask(new(count, alone));
                if (!answer.IsAllowed) continue;
                allowing ??= answer;
                sufficing.AddRange(alone);
            }

            return allowing is not null
                ? ([ApprovalClause.Of(count, Routed(sufficing, allowing))], allowing)
                : (TogetherFor(count), withEverybody);
        }

        // One role after the other is left out; those without which it is not allowed remain.
        private List<ApprovalClause> TogetherFor(int count)
        {
            var needed = Deciding.ToHashSet();
            foreach (var role in Deciding)
            {
                needed.Remove(role);
                if (!Ask(new(count, needed.ToFrozenSet())).IsAllowed) needed.Add(role);
            }

            return [.. needed.Select(role => ApprovalClause.Of(1, role)), ApprovalClause.Of(count, needed)];
        }

        // An annotation picks among those whom the policy accepts; it lets nobody in.
        private List<Role> Routed(List<Role> sufficing, CedarAnswer answer) =>
            RuleOf(answer).Approvers.Intersect(sufficing).ToList() is { Count: > 0 } picked ? picked : sufficing;

        private EngineRuling Allowed(CedarAnswer answer)
        {
            var rule = RuleOf(answer);
            return new(PolicyAnswer.Allow(rule.Name, rule.Reason ?? $"The rule {rule.Name} allows it.") with { Source = rule.Source }, NamesOf(answer.Reasons), []);
        }

        private EngineRuling Asked(int count, IReadOnlyList<ApprovalClause> clauses, CedarAnswer allowing)
        {
            var rule = RuleOf(allowing);
            var people = count == 1 ? "one person" : $"{count} people";
            return new(
                PolicyAnswer.Review(rule.Name, rule.Reason ?? $"The rule {rule.Name} allows it once {people} approved.", clauses) with { Source = rule.Source },
                NamesOf(allowing.Reasons), []);
        }

        private EngineRuling Denied(CedarAnswer answer)
        {
            if (answer.Reasons.Count > 0)
            {
                var rule = RuleOf(answer);
                return new(
                    PolicyAnswer.Deny(rule.Name, PolicyAnswer.PolicyDenied, rule.Reason ?? $"The rule {rule.Name} forbids it.") with { Source = rule.Source },
                    NamesOf(answer.Reasons), []);
            }

            var why = rules.IsEmpty ? "No rules are loaded, and nothing is allowed without one." : "No rule of the published policy sets allows it.";
            return new(PolicyAnswer.Deny(DefaultDeny, PolicyAnswer.PolicyDenied, why) with { Source = new(PolicyEngine.Cedar, null, null) }, [], []);
        }

        private EngineRuling Erred()
        {
            var errors = _erred!.Errors;
            var rule = rules.RuleOf(errors[0].PolicyId);
            return new(
                PolicyAnswer.Deny(rule.Name, PolicyAnswer.PolicyError, $"The rule {rule.Name} could not be evaluated, so nothing is allowed by it or beside it.") with { Source = rule.Source },
                NamesOf(errors.Select(error => error.PolicyId)),
                [.. errors.Take(PolicyLimits.NamedMax).Select(error => $"{NameOf(error.PolicyId)}: {ShortText.Of(error.Message, MessageLengthMax)}")]);
        }

        private CedarRule RuleOf(CedarAnswer answer) => rules.RuleOf(answer.Reasons[0]);

        private List<string> NamesOf(IEnumerable<string> ids) => [.. ids.Take(PolicyLimits.NamedMax).Select(NameOf)];

        private string NameOf(string id) => rules.RuleOf(id) is var rule ? $"{rule.Set}/{rule.Name}" : id;
    }
}
