namespace AgentConsole.Cedar.Evaluation;

/// <summary>Compiles the policies of a set and sorts them into the index: by action, then principal, then resource.</summary>
internal static class PolicyCompiler
{
    public static CompiledPolicySet Compile(PolicySet set)
    {
        var index = new ScopeLevel<ScopeLevel<ScopeLevel<PolicyBucket>>>();
        var order = 0;
        foreach (var policy in set.Policies)
        {
            var compiled = new CompiledPolicy(policy, order++);
            if (policy.Action.Kind == ScopeKind.In)
            {
                for (var at = 0; at < compiled.Actions.Length; at++) Put(index.BelowIn(compiled.Actions[at]), policy, new(compiled, at));
            }
            else
            {
                Put(index.Below(policy.Action), policy, new(compiled, 0));
            }
        }

        return new(set, index);
    }

    private static void Put(ScopeLevel<ScopeLevel<PolicyBucket>> below, CedarPolicy policy, BucketEntry entry) =>
        below.Below(policy.Principal).Below(policy.Resource).Add(entry);
}
