using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>Which calls are alike: a rule for every argument there is. A call with an argument that no rule names is not alike.</summary>
public sealed record PermitPattern(IReadOnlyList<PermitRule> Rules)
{
    /// <summary>The pattern, or everything that is wrong with what was wanted.</summary>
    public static (PermitPattern? Pattern, IReadOnlyList<Fault> Faults) Of(
        ToolContract contract, JsonElement arguments, IReadOnlyDictionary<string, PermitWish> wishes)
    {
        var faults = new List<Fault>();
        var members = arguments.EnumerateObject().ToList();
        if (members.Count > PermitLimits.ArgumentsMax) return (null, [new("", "too_many", $"At most {PermitLimits.ArgumentsMax} arguments.")]);
        var names = members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in wishes.Keys.Where(name => !names.Contains(name)).Take(PermitLimits.ArgumentsMax))
            faults.Add(new(Pointer(name), "argument_unknown", "The proposal has no such argument."));

        var places = Places.Of(contract.Pointers);
        var rules = new List<PermitRule>();
        foreach (var member in members)
        {
            if (!wishes.TryGetValue(member.Name, out var wish)) faults.Add(new(Pointer(member.Name), "argument_missing", "Say of every argument what it may be."));
            else if (places.FaultOf(member, wish) is { } fault) faults.Add(fault);
            else rules.Add(RuleOf(member, wish));
        }

        if (faults.Count == 0 && rules.TrueForAll(rule => rule.Kind != PermitRuleKind.Same))
            faults.Add(new("", "nothing_fixed", "At least one argument must stay the same."));
        if (faults.Count == 0 && TextOf(rules).Length > PermitLimits.PatternLengthMax) faults.Add(new("", "too_long", "These arguments are too long to be compared with."));
        return faults.Count > 0 ? (null, faults) : (new(rules), []);
    }

    /// <summary>Whether a call is alike. INVARIANT: one whose fixed argument differs, or that has an argument without a rule, is not.</summary>
    public bool Matches(JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object) return false;
        var names = Rules.Select(rule => rule.Argument).ToHashSet(StringComparer.Ordinal);
        return arguments.EnumerateObject().All(member => names.Contains(member.Name)) && Rules.All(rule => IsKept(rule, arguments));
    }

    /// <summary>Whether whatever lies at this pointer is the same in every call that is alike.</summary>
    public bool Fixes(string pointer) => MemberOf(pointer) is { } name && Rules.Any(rule => rule.Argument == name && rule.Kind == PermitRuleKind.Same);

    /// <summary>Whether whatever lies at this pointer is kept within a bound.</summary>
    public bool Bounds(string pointer) => MemberOf(pointer) is { } name && Rules.Any(rule => rule.Argument == name && rule.Kind != PermitRuleKind.Any);

    /// <summary>As it lies in a column; <see cref="Read"/> reads it.</summary>
    public string Text() => TextOf(Rules);

    public static PermitPattern Read(string text) => new(JsonSerializer.Deserialize<List<PermitRule>>(text) ?? []);

    public bool Equals(PermitPattern? other) => other is not null && Rules.SequenceEqual(other.Rules);

    public override int GetHashCode() => Rules.Aggregate(Rules.Count, HashCode.Combine);

    private static string TextOf(IReadOnlyList<PermitRule> rules) => JsonSerializer.Serialize(rules);

    private static bool IsKept(PermitRule rule, JsonElement arguments)
    {
        var isThere = arguments.TryGetProperty(rule.Argument, out var value);
        return rule.Kind switch
        {
            PermitRuleKind.Same => isThere && CanonicalJson.Text(value) == rule.Value,
            PermitRuleKind.Any => true,
            PermitRuleKind.AtMost => isThere && Money.NanosIn(value) is { } nanos && nanos >= 0 && nanos <= rule.AtMostNanos,
        };
    }

    private static PermitRule RuleOf(JsonProperty member, PermitWish wish) => wish.Kind switch
    {
        PermitRuleKind.Same => new(member.Name, wish.Kind, CanonicalJson.Text(member.Value)),
        PermitRuleKind.Any => new(member.Name, wish.Kind),
        PermitRuleKind.AtMost => new(member.Name, wish.Kind, AtMostNanos: wish.AtMostNanos),
    };

    /// <summary>The argument in which a pointer lies; null where it names none.</summary>
    public static string? MemberOf(string? pointer) => pointer is not null && JsonPointer.TokensOf(pointer) is [var name, ..] ? name : null;

    private static string Pointer(string name) => "/arguments/" + JsonPointer.Escape(name);

    /// <summary>The members in which lies what a contract marks.</summary>
    private sealed record Places(IReadOnlySet<string> Fixed, string? Money, bool IsMoneyInside)
    {
        public static Places Of(ToolPointers pointers) => new(
            new[] { pointers.Target, pointers.Recipient, pointers.Currency }.Select(MemberOf).OfType<string>().ToHashSet(StringComparer.Ordinal),
            MemberOf(pointers.Money), JsonPointer.TokensOf(pointers.Money ?? "") is { Count: > 1 });

        public Fault? FaultOf(JsonProperty member, PermitWish wish)
        {
            var at = Pointer(member.Name);
            if (Fixed.Contains(member.Name) && wish.Kind != PermitRuleKind.Same)
                return new(at, "must_be_same", "Target, recipient and currency stay the same.");
            if (wish.Kind == PermitRuleKind.AtMost && (member.Name != Money || IsMoneyInside || Spend.Money.NanosIn(member.Value) is null or < 0))
                return new(at, "not_money", "Only an amount of money has a most.");
            if (wish.Kind == PermitRuleKind.AtMost && wish.AtMostNanos is null or < 0) return new(at, "amount_invalid", "Say how much at most.");
            return member.Name == Money && wish.Kind == PermitRuleKind.Any
                ? new(at, "money_unlimited", "Money stays the same or has a most.")
                : null;
        }
    }
}
