namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>The rules of one schema while they are gathered.</summary>
internal sealed class NodeRules
{
    private readonly List<(InstanceKinds Kind, Keyword Keyword)> rules = [];
    private readonly List<Keyword> unevaluated = [];

    /// <summary>Whether the schema looks at the value alone, so that it needs no guard against recursion.</summary>
    public bool HasNoSubschemas { get; private set; } = true;

    public bool IsEmpty => rules.Count == 0 && unevaluated.Count == 0;

    public Keyword[] Unevaluated => [.. unevaluated];

    public Keyword[] Of(InstanceKinds kind) => [.. rules.Where(rule => rule.Kind == kind).Select(rule => rule.Keyword)];

    /// <summary>A rule about the value alone.</summary>
    public void AddAssertion(InstanceKinds kind, Keyword keyword) => rules.Add((kind, keyword));

    /// <summary>A rule that hands the value, or parts of it, to subschemas.</summary>
    public void AddApplicator(InstanceKinds kind, Keyword keyword)
    {
        rules.Add((kind, keyword));
        HasNoSubschemas = false;
    }

    /// <summary>A rule that runs when all others have marked what they evaluated.</summary>
    public void AddUnevaluated(Keyword keyword)
    {
        unevaluated.Add(keyword);
        HasNoSubschemas = false;
    }
}
