using System.Collections.Frozen;
using AgentConsole.Cedar.Evaluation;

namespace AgentConsole.Cedar;

/// <summary>Policies, templates and links under unique ids, in order; immutable. <see cref="Compile"/> makes it ready to decide.</summary>
public sealed class PolicySet
{
    private readonly FrozenDictionary<string, CedarPolicy> _byId;

    private PolicySet(IReadOnlyList<CedarPolicy> all, IReadOnlyList<TemplateLink> links)
    {
        if (all.Count > CedarLimits.PoliciesMax) throw new CedarException($"A set has at most {CedarLimits.PoliciesMax} policies, templates and links.");
        if (all.GroupBy(policy => policy.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new CedarException($"The policy id {Syntax.Words.Of(twice.Key)} occurs twice.");
        }

        _byId = all.ToFrozenDictionary(policy => policy.Id, StringComparer.Ordinal);
        All = all;
        Links = links;
    }

    public static PolicySet Empty { get; } = new([], []);

    /// <summary>Policies, templates and linked policies.</summary>
    public IReadOnlyList<CedarPolicy> All { get; }

    /// <summary>What can decide: the policies that are no templates, linked ones included.</summary>
    public IEnumerable<CedarPolicy> Policies => All.Where(policy => !policy.IsTemplate);

    public IEnumerable<CedarPolicy> Templates => All.Where(policy => policy.IsTemplate);

    public IReadOnlyList<TemplateLink> Links { get; }

    public CedarPolicy? Find(string id) => _byId.GetValueOrDefault(id);

    /// <exception cref="CedarException">An id occurs twice, or there are too many policies.</exception>
    public static PolicySet Of(IEnumerable<CedarPolicy> policies) => new([.. policies], []);

    /// <summary>This set and one more policy or template.</summary>
    /// <exception cref="CedarException">The id is taken.</exception>
    public PolicySet With(CedarPolicy policy, string? id = null) => new([.. All, id is null ? policy : policy.WithId(id)], Links);

    /// <summary>This set with the policies under other ids, such as those of an annotation.</summary>
    /// <exception cref="CedarException">Two policies get one id.</exception>
    public PolicySet WithIds(Func<CedarPolicy, string> idOf) => Links.Count == 0
        ? Of(All.Select(policy => policy.WithId(idOf(policy))))
        : throw new InvalidOperationException("Name the templates before they are linked.");

    /// <summary>This set and policies that are made of its templates.</summary>
    /// <exception cref="CedarException">There is no such template, an id is taken, or the entities do not fit the slots.</exception>
    public PolicySet Link(params IReadOnlyCollection<TemplateLink> links) => links.Count == 0 ? this : new([.. All, .. links.Select(Linked)], [.. Links, .. links]);

    /// <summary>Makes the set ready to decide; to be done once, and kept.</summary>
    public CompiledPolicySet Compile() => PolicyCompiler.Compile(this);

    /// <summary>The policies and templates as Cedar text; links have no text.</summary>
    public override string ToString() => string.Join("\n\n", All.Where(policy => policy.TemplateId is null));

    private CedarPolicy Linked(TemplateLink link)
    {
        if (Find(link.TemplateId) is not { IsTemplate: true } template) throw new CedarException($"There is no template {Syntax.Words.Of(link.TemplateId)}.");
        return template.LinkedAs(link.NewId, Filled("?principal", template.Principal, link.Principal), Filled("?resource", template.Resource, link.Resource));
    }

    private static PolicyScope Filled(string slot, PolicyScope scope, Values.EntityUid? entity) => (scope.HasSlot, entity) switch
    {
        (true, not null) => scope.Linked(entity),
        (false, null) => scope,
        (true, null) => throw new CedarException($"The link names no entity for {slot}."),
        (false, not null) => throw new CedarException($"The link names an entity for {slot}, which the template does not have."),
    };
}
