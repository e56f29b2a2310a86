using System.Text.Json;
using AgentConsole.Cedar;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Tools;
using CedarPolicies = AgentConsole.Cedar.PolicySet;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Checks a set before it may decide: that it can be read, that it fits what it will be asked, that it answers its own tests.</summary>
public sealed class PolicyChecker(PoliciesOptions options)
{
    private const int TestsFailedMax = 50;
    private readonly TimeZoneInfo _zone = options.Zone();

    /// <summary>What policies of these tools are asked, as a Cedar schema.</summary>
    public static string SchemaOf(IEnumerable<LoadedContract> tools) => CedarSchemaText.Of(tools
        .GroupBy(tool => tool.Contract.Name, StringComparer.Ordinal).Select(same => same.MaxBy(tool => tool.Contract.Version)!)
        .Select(tool => (tool.Contract, tool.Shape)));

    /// <summary>Why a text cannot be kept at all; none where it can.</summary>
    public static IReadOnlyList<PolicyFault> Unreadable(PolicyEngine engine, string text)
    {
        if (text.Length > PolicyLimits.TextLengthMax) return [new(0, 0, "too_long", $"A set has at most {PolicyLimits.TextLengthMax} characters.")];
        if (text.Contains('\0', StringComparison.Ordinal)) return [new(0, 0, "malformed", "The text holds the character U+0000.")];
        if (!DocumentReader.IsWellFormed(text)) return [new(0, 0, "malformed", "The text is not well-formed Unicode.")];
        if (engine != PolicyEngine.Cedar) return [];

        var reading = CedarText.Parse(text);
        if (reading.PolicySet is not { } policies) return [.. reading.Faults.Select(fault => Of("unreadable", fault, null))];
        var faults = policies.Templates.Select(template => new PolicyFault(
            template.Span.Line, template.Span.Column, "template", "A template needs a link, and none can be made here; name the principal or the resource.")).ToList();
        faults.AddRange(policies.Policies.Where(policy => policy.Annotations.Any(annotation => annotation.Value?.Any(char.IsControl) == true)).Select(policy =>
            new PolicyFault(policy.Span.Line, policy.Span.Column, "annotation", "An annotation holds a control character.")));
        var named = policies.Policies.Select(policy => (Policy: policy, Id: policy.AnnotationOf("id"))).Where(one => one.Id is { Length: > 0 });
        foreach (var again in named.GroupBy(one => one.Id).SelectMany(same => same.Skip(1)))
            faults.Add(new(again.Policy.Span.Line, again.Policy.Span.Column, "duplicate_id", $"Another rule is called {ShortText.Of(again.Id!, 80)} already.", again.Id));
        return faults;
    }

    public PolicyReport Check(PolicyEngine engine, string name, string text, JsonElement? tests, IReadOnlyCollection<LoadedContract> tools)
    {
        var unreadable = Unreadable(engine, text);
        if (unreadable.Count > 0) return new(unreadable, [], [], [], 0);
        if (engine != PolicyEngine.Cedar)
            return new([], tests is null ? [] : [new(0, 0, "tests", "Rego is tested where it runs; the console cannot run a set's tests for it.")], [], [], 0);

        var policies = CedarText.Read(text);
        var (errors, warnings) = AgainstSchema(policies, tools);
        var results = new List<PolicyTestResult>();
        if (tests is { } list)
        {
            var faults = new List<Fault>();
            if (PolicyTest.ReadAll(list, "/tests", faults) is { } read) results.AddRange(Run(name, text, read, tools));
            errors.AddRange(faults.Take(TestsFailedMax).Select(fault => new PolicyFault(0, 0, "tests", $"{fault.Pointer}: {fault.Message}")));
        }

        return new([], errors, warnings, results, policies.Policies.Count());
    }

    /// <summary>The same report, and an error where the text cannot stand beside what is live.</summary>
    internal static PolicyReport BesideLive(PolicyReport report, PolicyEngine engine, CedarSetText candidate, LoadedPolicies live) =>
        engine != PolicyEngine.Cedar || !report.IsReadable || live.With(candidate) is not null
            ? report
            : report with { Errors = [.. report.Errors, new(0, 0, "too_many", "Together with the live sets there are too many rules, or one of those cannot be read.")] };

    private static (List<PolicyFault> Errors, List<PolicyFault> Warnings) AgainstSchema(CedarPolicies policies, IEnumerable<LoadedContract> tools)
    {
        var reading = CedarSchema.Parse(SchemaOf(tools));
        if (reading.Schema is not { } schema) return ([new(0, 0, "schema", $"The tools' contracts make no schema: {reading.Faults[0].Message}")], []);
        var check = schema.Validate(policies);
        return ([.. check.Errors.Select(fault => Of("schema", fault, policies))], [.. check.Warnings.Select(fault => Of("schema", fault, policies))]);
    }

    private IEnumerable<PolicyTestResult> Run(string name, string text, IReadOnlyList<PolicyTest> tests, IReadOnlyCollection<LoadedContract> tools)
    {
        var rules = CedarRules.Of([new(name, 1, text)]) ?? throw new InvalidOperationException("The text was read a moment ago.");
        var byName = tools.GroupBy(tool => tool.Contract.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(tool => tool.Contract.Version)!, StringComparer.Ordinal);
        foreach (var test in tests)
        {
            if (!byName.TryGetValue(test.Tool, out var tool))
            {
                yield return new(test.Name, $"there is no tool {test.Tool}");
                continue;
            }

            var faults = SchemaCheck.Of(tool, test.Arguments);
            yield return new(test.Name, faults.Count > 0
                ? $"its arguments do not fit {test.Tool}: {faults[0].Pointer} {faults[0].Message}"
                : test.FaultOf(CedarJudge.Judge(rules, test.Question(tool.Contract, tool.Shape), _zone).Answer));
        }
    }

    private static PolicyFault Of(string code, CedarFault fault, CedarPolicies? policies)
    {
        var policy = fault.PolicyId is { } id ? policies?.Find(id) : null;
        var span = fault.Span.Line > 0 ? fault.Span : policy?.Span ?? fault.Span;
        return new(span.Line, span.Column, code, fault.Message, policy?.AnnotationOf("id"));
    }
}
