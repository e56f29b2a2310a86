using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Keywords.Objects;

/// <summary>dependentRequired: a member that is there requires others.</summary>
internal sealed class DependentRequiredKeyword : Keyword
{
    private readonly NameTable names;
    private readonly string[] words;
    private readonly (int Trigger, int[] Required)[] rules;

    public DependentRequiredKeyword(SchemaNode owner, string name, IReadOnlyList<(string Trigger, string[] Required)> rules) : base(owner, name)
    {
        words = [.. rules.SelectMany(rule => rule.Required.Prepend(rule.Trigger)).Distinct(StringComparer.Ordinal)];
        names = new(words);
        var places = words.Index().ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
        this.rules = [.. rules.Select(rule => (places[rule.Trigger], rule.Required.Select(word => places[word]).ToArray()))];
    }

    public override bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (!run.Spend(Owner, instance.GetPropertyCount() + words.Length)) return false;
        var seen = new bool[words.Length];
        foreach (var member in instance.EnumerateObject())
        {
            var found = names.Find(JsonText.RawName(member));
            if (found >= 0) seen[found] = true;
        }

        var valid = true;
        foreach (var (trigger, required) in rules)
        {
            if (!seen[trigger]) continue;
            foreach (var place in required)
            {
                if (seen[place]) continue;
                if (!run.Collects) return false;
                valid = Fail(run, $"The member {Cut.Quote(words[place])} is required where {Cut.Quote(words[trigger])} is.");
            }
        }

        return valid;
    }
}
