using AgentConsole.Domain;
using AgentConsole.Infrastructure.Policies.Opa;

namespace AgentConsole.Web.Policies;

/// <summary>How the console and its Open Policy Agents stand to each other; addresses and tokens are the operator's.</summary>
/// <param name="Asked">Proposals are judged by an OPA too.</param>
/// <param name="Path">The rule that it is asked for.</param>
/// <param name="Breaker"><c>closed</c>: it is asked; <c>open</c>: it failed and is left alone, so everything is denied; <c>half_open</c>: the next proposal tries.</param>
/// <param name="Received">An OPA may fetch the bundle and send logs and status.</param>
/// <param name="LastStatusAt">When any of them last told this node of itself.</param>
public sealed record OpaView(
    bool Asked, string Path, int TimeoutMs, string? Breaker, bool Received, OpaBundleView Bundle, DateTimeOffset? LastStatusAt, IReadOnlyList<OpaInstanceView> Instances)
{
    public static OpaView Of(OpaEngine engine, OpaBundle bundle, IReadOnlyList<OpaInstance> instances, OpaOptions options) => new(
        engine.IsAsked, options.Path, options.TimeoutMs, engine.IsAsked ? WireName.Of(engine.Breaker) : null, options.BearerToken.Length > 0,
        new(options.BundleName, bundle.Revision, bundle.Sets), instances.Count > 0 ? instances[0].HeardAt : null,
        [.. instances.Select(one => new OpaInstanceView(one.Id, one.Version, one.HeardAt, one.Revision, one.Fault, one.Revision == bundle.Revision))]);
}
