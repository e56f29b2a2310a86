using System.Text.Json;
using AgentConsole.JsonSchema.Compilation;
using AgentConsole.JsonSchema.Keywords.Applicators;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>One compiled schema or subschema: its rules, sorted by the kind of value that they speak about.</summary>
internal sealed class SchemaNode(SchemaPlace place)
{
    private const int NoScope = -1;

    private InstanceKinds types = InstanceKinds.All;
    private Keyword[] always = [];
    private Keyword[] numbers = [];
    private Keyword[] strings = [];
    private Keyword[] arrays = [];
    private Keyword[] objects = [];
    private Keyword[] unevaluated = [];
    private int scope = NoScope;
    private bool isLeaf = true;

    /// <summary>The document and the JSON pointer in it, as faults show it.</summary>
    public string Location => place.Location;

    /// <summary>Whether nothing was said, so that everything is valid.</summary>
    public bool IsAlways { get; private set; }

    /// <summary>Whether the schema is <c>false</c>.</summary>
    public bool IsNever { get; private set; }

    /// <summary>The schemas that judge every value that comes here, in place.</summary>
    public IEnumerable<SchemaNode> AlwaysApplied => always.SelectMany(keyword => keyword switch
    {
        RefKeyword reference => [reference.Target],
        AllOfKeyword all => all.Schemas,
        _ => [],
    });

    public void CompleteAsBoolean(bool accepts) => (IsAlways, IsNever) = (accepts, !accepts);

    /// <summary>Fills in the rules; called once, before the schema is handed out.</summary>
    public void Complete(InstanceKinds allowed, NodeRules rules)
    {
        types = allowed;
        always = rules.Of(InstanceKinds.All);
        numbers = rules.Of(InstanceKinds.Number);
        strings = rules.Of(InstanceKinds.String);
        arrays = rules.Of(InstanceKinds.Array);
        objects = rules.Of(InstanceKinds.Object);
        unevaluated = rules.Unevaluated;
        isLeaf = rules.HasNoSubschemas;
        IsAlways = types == InstanceKinds.All && rules.IsEmpty;
    }

    /// <summary>Makes evaluation note that it passes through this resource.</summary>
    public void KeepScope(int resource) => scope = resource;

    public bool Evaluate(JsonElement instance, EvaluationRun run, Marks? marks)
    {
        if (IsAlways) return true;
        if (IsNever) return run.ReportNever(this);
        var kind = instance.ValueKind;
        if (isLeaf) return EvaluateRules(instance, kind, run, marks);
        if (!run.Enter(this)) return false;
        var opened = scope != NoScope && run.EnterResource(scope);
        var valid = unevaluated.Length == 0
            ? EvaluateRules(instance, kind, run, marks)
            : EvaluateMarked(instance, kind, run, marks);
        if (opened) run.LeaveResource();
        run.Leave();
        return valid;
    }

    private bool EvaluateMarked(JsonElement instance, JsonValueKind kind, EvaluationRun run, Marks? outer)
    {
        if (kind is not (JsonValueKind.Object or JsonValueKind.Array)) return EvaluateRules(instance, kind, run, null);
        var marks = new Marks();
        if (!EvaluateRules(instance, kind, run, marks)) return false;
        foreach (var keyword in unevaluated)
        {
            if (!keyword.Evaluate(instance, run, marks)) return false;
        }

        outer?.Add(marks);
        return true;
    }

    private bool EvaluateRules(JsonElement instance, JsonValueKind kind, EvaluationRun run, Marks? marks)
    {
        if (types != InstanceKinds.All && !HasType(instance, kind, run)) return false;
        var valid = always.Length == 0 || EvaluateAll(always, instance, run, marks);
        if (!valid && !run.Collects) return false;
        var rules = kind switch
        {
            JsonValueKind.Object => objects,
            JsonValueKind.Array => arrays,
            JsonValueKind.String => strings,
            JsonValueKind.Number => numbers,
            _ => [],
        };
        return (rules.Length == 0 || EvaluateAll(rules, instance, run, marks)) && valid;
    }

    private static bool EvaluateAll(Keyword[] keywords, JsonElement instance, EvaluationRun run, Marks? marks)
    {
        var valid = true;
        foreach (var keyword in keywords)
        {
            if (keyword.Evaluate(instance, run, marks)) continue;
            if (!run.Collects) return false;
            valid = false;
        }

        return valid;
    }

    private bool HasType(JsonElement instance, JsonValueKind kind, EvaluationRun run)
    {
        var found = InstanceKindsWords.Of(kind);
        if (found == InstanceKinds.Number && (types & InstanceKinds.Number) == InstanceKinds.Integer)
        {
            if (!NumberValue.TryIsInteger(instance, out var isInteger)) return run.StopAtNumber(this);
            found = isInteger ? InstanceKinds.Integer : InstanceKinds.Fraction;
        }

        return (types & found) != 0 || run.Report(this, "type", $"Must be {types.Describe()}, not {InstanceKindsWords.Describe(found)}.");
    }
}
