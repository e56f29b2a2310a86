using System.Collections.Frozen;
using System.Globalization;
using AgentConsole.Cedar;

namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>The policies of several sets made ready to be asked as one: immutable, shared.</summary>
public sealed class CedarRules
{
    private const string IdMark = "/";
    private readonly FrozenDictionary<string, CedarRule> _byId;

    private CedarRules(CompiledPolicySet compiled, FrozenDictionary<string, CedarRule> byId, string asked) =>
        (Compiled, _byId, Asked) = (compiled, byId, asked);

    internal CompiledPolicySet Compiled { get; }

    /// <summary>The sets with their versions, by name.</summary>
    public string Asked { get; }

    public bool IsEmpty => _byId.Count == 0;

    public IEnumerable<CedarRule> Rules => _byId.Values;

    internal CedarRule RuleOf(string id) => _byId[id];

    /// <summary>Compiles texts that were checked when they were written; null where one of them cannot be read any more.</summary>
    public static CedarRules? Of(IEnumerable<CedarSetText> sets)
    {
        var policies = new List<CedarPolicy>();
        var rules = new Dictionary<string, CedarRule>(StringComparer.Ordinal);
        var asked = new List<string>();
        foreach (var set in sets.OrderBy(set => set.Name, StringComparer.Ordinal))
        {
            if (CedarText.Parse(set.Text).PolicySet is not { } read || read.Templates.Any()) return null;
            asked.Add($"{set.Name}@{set.Version.ToString(CultureInfo.InvariantCulture)}");
            foreach (var policy in read.WithIds(policy => set.Name + IdMark + policy.Id).Policies)
            {
                policies.Add(policy);
                var rule = CedarRule.Of(set.Name, set.Version, policy);
                // Without an id of its own it is called by its place in its set.
                rules[policy.Id] = rule.Name == policy.Id ? rule with { Name = policy.Id[(set.Name.Length + IdMark.Length)..] } : rule;
            }
        }

        return policies.Count > CedarLimits.PoliciesMax
            ? null
            : new(PolicySet.Of(policies).Compile(), rules.ToFrozenDictionary(StringComparer.Ordinal), string.Join(", ", asked));
    }
}
