namespace AgentConsole.Cedar.Evaluation;

/// <summary>Gathers what the policies of one decision say; it grows with what is found, not with what is looked at.</summary>
internal struct Findings
{
    private static readonly CedarAnswer _nothing = new(IsAllowed: false, [], []);

    private List<CompiledPolicy>? _permits;
    private List<CompiledPolicy>? _forbids;
    private List<(int Order, PolicyError Error)>? _errors;

    public void Look(CompiledPolicy policy, ref EvaluationFrame frame)
    {
        if (!policy.Evaluate(ref frame, out var isSatisfied))
        {
            (_errors ??= []).Add((policy.Order, new(policy.Id, frame.Problem!, frame.ProblemSpan)));
        }
        else if (isSatisfied)
        {
            if (policy.IsForbid) (_forbids ??= []).Add(policy);
            else (_permits ??= []).Add(policy);
        }
    }

    public readonly CedarAnswer Answer()
    {
        var reasons = _forbids ?? _permits;
        if (reasons is null && _errors is null) return _nothing;
        if (reasons?.Count > 1) reasons.Sort(static (one, other) => one.Order.CompareTo(other.Order));
        if (_errors?.Count > 1) _errors.Sort(static (one, other) => one.Order.CompareTo(other.Order));
        return new(
            IsAllowed: _forbids is null && _permits is not null,
            reasons is null ? [] : reasons.ConvertAll(static policy => policy.Id),
            _errors is null ? [] : _errors.ConvertAll(static found => found.Error));
    }
}
