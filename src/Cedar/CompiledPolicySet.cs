using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Evaluation;

namespace AgentConsole.Cedar;

/// <summary>Policies made ready to decide: immutable, and safe to share between threads. A decision looks only at policies whose scope can match.</summary>
public sealed class CompiledPolicySet
{
    private readonly ScopeLevel<ScopeLevel<ScopeLevel<PolicyBucket>>> _index;

    internal CompiledPolicySet(PolicySet policies, ScopeLevel<ScopeLevel<ScopeLevel<PolicyBucket>>> index) => (Policies, _index) = (policies, index);

    /// <summary>The policies as they were written.</summary>
    public PolicySet Policies { get; }

    /// <summary>Decides as Cedar does. Nothing is thrown for what policies, entities and query hold; whoever must not trust a skipped policy looks at the errors.</summary>
    public CedarAnswer Authorize(in CedarQuery query, EntityStore entities)
    {
        var frame = new EvaluationFrame(query, entities);
        var findings = default(Findings);
        var actions = entities.Stored(query.Action)?.Ancestors;
        var principals = entities.Stored(query.Principal)?.Ancestors;
        var resources = entities.Stored(query.Resource)?.Ancestors;
        foreach (var byPrincipal in _index.Matching(query.Action, actions))
        {
            foreach (var byResource in byPrincipal.Matching(query.Principal, principals))
            {
                foreach (var bucket in byResource.Matching(query.Resource, resources))
                {
                    foreach (var entry in bucket.Entries)
                    {
                        if (entry.Policy.CanApply(query) && !entry.IsRepeated(query.Action, actions)) findings.Look(entry.Policy, ref frame);
                    }
                }
            }
        }

        return findings.Answer();
    }
}
