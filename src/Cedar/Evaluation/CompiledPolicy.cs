using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

/// <summary>A policy made ready: what the index does not answer already, in the order of the text.</summary>
internal sealed class CompiledPolicy
{
    private readonly (bool IsUnless, EvaluationNode Body)[] _conditions;
    private readonly string? _principalType;
    private readonly string? _resourceType;

    public CompiledPolicy(CedarPolicy policy, int order)
    {
        (Id, Order, IsForbid) = (policy.Id, order, policy.Effect == PolicyEffect.Forbid);
        _conditions = [.. policy.Conditions.Select(condition => (condition.IsUnless, NodeCompiler.Compile(condition.Body)))];
        // The index finds `is T in e` by its entity alone.
        _principalType = policy.Principal.Kind == ScopeKind.IsIn ? policy.Principal.EntityType : null;
        _resourceType = policy.Resource.Kind == ScopeKind.IsIn ? policy.Resource.EntityType : null;
        Actions = [.. policy.Action.Actions.Distinct()];
    }

    public string Id { get; }

    public int Order { get; }

    public bool IsForbid { get; }

    /// <summary>The actions of <c>action in</c>.</summary>
    public EntityUid[] Actions { get; }

    /// <summary>Whether the types hold that the index did not look at.</summary>
    public bool CanApply(in CedarQuery query) =>
        (_principalType is null || _principalType == query.Principal.Type) && (_resourceType is null || _resourceType == query.Resource.Type);

    /// <summary>Whether all conditions hold; false in the first place when one cannot be evaluated.</summary>
    public bool Evaluate(ref EvaluationFrame frame, out bool isSatisfied)
    {
        isSatisfied = false;
        foreach (var (isUnless, body) in _conditions)
        {
            if (!body.EvaluateBool(ref frame, out var holds)) return false;
            if (holds == isUnless) return true;
        }

        isSatisfied = true;
        return true;
    }
}
