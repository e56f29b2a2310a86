namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>The bundle of the policies that decide now; made once for each change.</summary>
public sealed class OpaBundles(PolicyCache cache, OpaOptions options)
{
    private readonly Lock _gate = new();
    private LoadedPolicies? _from;
    private OpaBundle? _made;

    public OpaBundle Current
    {
        get
        {
            var policies = cache.Current;
            lock (_gate)
            {
                if (_made is { } made && ReferenceEquals(policies, _from)) return made;
                (_from, _made) = (policies, OpaBundle.Of(policies.Bundle));
                return _made;
            }
        }
    }

    /// <summary>The bundle of that name; null for any other.</summary>
    public OpaBundle? Find(string name) => string.Equals(name, options.BundleName, StringComparison.Ordinal) ? Current : null;
}
