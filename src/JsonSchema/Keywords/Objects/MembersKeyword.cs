using System.Numerics;
using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Objects;

/// <summary>properties, patternProperties, additionalProperties and required, in one pass over the members.</summary>
internal sealed class MembersKeyword : Keyword
{
    private const int StackWordsMax = 16;

    private readonly NameTable names;
    private readonly SchemaNode?[] schemas;
    private readonly int[] requiredBits;
    private readonly string[] required;
    private readonly PatternProperty[] patterns;
    private readonly SchemaNode? additional;

    public MembersKeyword(
        SchemaNode owner, IReadOnlyDictionary<string, SchemaNode> properties, PatternProperty[] patterns, SchemaNode? additional, string[] required)
        : base(owner, "properties")
    {
        string[] known = [.. properties.Keys.Union(required, StringComparer.Ordinal)];
        var bits = required.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        names = new(known);
        schemas = [.. known.Select(properties.GetValueOrDefault)];
        requiredBits = [.. known.Select(name => bits.GetValueOrDefault(name, -1))];
        (this.required, this.patterns, this.additional) = (required, patterns, additional);
    }

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Descend(Owner)) return false;
        var words = (required.Length + 63) >> 6;
        Span<ulong> seen = (words <= StackWordsMax ? stackalloc ulong[StackWordsMax] : new ulong[words])[..words];
        var valid = EvaluateMembers(instance, run, marks, seen);
        run.Ascend();
        return (valid || run.Collects) && HasRequired(seen, run) && valid;
    }

    private bool EvaluateMembers(JsonElement instance, EvaluationRun run, Marks? marks, Span<ulong> seen)
    {
        var valid = true;
        int index = 0, expected = 0;
        foreach (var member in instance.EnumerateObject())
        {
            var found = names.Find(JsonText.RawName(member), expected);
            SchemaNode? schema = null;
            if (found >= 0)
            {
                expected = found + 1;
                schema = schemas[found];
                var bit = requiredBits[found];
                if (bit >= 0) seen[bit >> 6] |= 1UL << (bit & 63);
            }

            var isEvaluated = schema is not null;
            if (schema is not null && !EvaluateMember(schema, member, run)) valid = false;
            if (patterns.Length > 0 && !EvaluatePatterns(member, run, ref isEvaluated)) valid = false;
            if (!isEvaluated && additional is not null)
            {
                isEvaluated = true;
                if (!EvaluateAdditional(member, run)) valid = false;
            }

            if (!valid && !run.Collects) return false;
            if (isEvaluated) marks?.Mark(index);
            index++;
        }

        return run.Spend(Owner, index + seen.Length) && valid;
    }

    private bool EvaluatePatterns(JsonProperty member, EvaluationRun run, ref bool isEvaluated)
    {
        using var name = new Utf16Text(stackalloc char[Utf16Text.StackLength], JsonText.RawName(member));
        var valid = true;
        foreach (var (pattern, schema) in patterns)
        {
            if (!pattern.IsMatch(name.Characters, run, Owner)) continue;
            isEvaluated = true;
            valid &= EvaluateMember(schema, member, run);
        }

        return valid && run.Stopped is null;
    }

    private static bool EvaluateMember(SchemaNode schema, JsonProperty member, EvaluationRun run)
    {
        if (!run.Collects) return schema.Evaluate(member.Value, run, null);
        run.EnterMember(member);
        var valid = schema.Evaluate(member.Value, run, null);
        run.LeaveChild();
        return valid;
    }

    private bool EvaluateAdditional(JsonProperty member, EvaluationRun run)
    {
        if (!run.Collects || !additional!.IsNever) return EvaluateMember(additional!, member, run);
        run.EnterMember(member);
        run.Report(Owner, "additionalProperties", $"The member {Cut.Name(member)} is not allowed.");
        run.LeaveChild();
        return false;
    }

    private bool HasRequired(ReadOnlySpan<ulong> seen, EvaluationRun run)
    {
        var count = 0;
        foreach (var word in seen) count += BitOperations.PopCount(word);
        if (count == required.Length) return true;
        for (var bit = 0; bit < required.Length && run.Collects; bit++)
        {
            if ((seen[bit >> 6] & (1UL << (bit & 63))) == 0) run.Report(Owner, "required", $"The member {Cut.Quote(required[bit])} is required.");
        }

        return false;
    }
}
