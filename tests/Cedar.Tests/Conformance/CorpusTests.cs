using System.Text.Json;
using AgentConsole.Cedar.Schemas;
using Xunit;

namespace AgentConsole.Cedar.Tests.Conformance;

public class CorpusTests
{
    [Fact]
    public void No_test_is_lost()
    {
        Assert.Equal(7_831, Corpus.Tests.Count);
        Assert.Equal(62_546, Corpus.Tests.Sum(test => test.Queries.GetArrayLength()));
    }

    [Fact]
    public void Every_query_gets_the_published_decision_reasons_and_errors()
    {
        var met = 0;
        var unmet = new List<string>();
        foreach (var test in Corpus.Tests)
        {
            var schema = CedarSchema.Read(test.Schema);
            var policies = CedarText.Read(test.Policies).Compile();
            var entities = CedarJson.ReadEntities(test.Entities, schema);
            foreach (var wanted in test.Queries.EnumerateArray())
            {
                var query = QueryOf(wanted, schema);
                if (wanted.TryGetProperty("validateRequest", out var isChecked) && isChecked.GetBoolean() && schema.ValidateQuery(query) is [var fault, ..])
                {
                    unmet.Add($"{test.Name}: {fault}");
                    continue;
                }

                var answer = policies.Authorize(query, entities);
                if (IsAsWanted(answer, wanted)) met++;
                else unmet.Add($"{test.Name} | {wanted.GetProperty("description")}: {answer}");
            }
        }

        Assert.Empty(unmet);
        Assert.Equal(62_546, met);
    }

    [Fact]
    public void All_entities_are_as_their_schema_declares_them()
    {
        var faults = Corpus.Tests.SelectMany(test =>
        {
            var schema = CedarSchema.Read(test.Schema);
            return schema.ValidateEntities(CedarJson.ReadEntities(test.Entities, schema)).Select(fault => $"{test.Name}: {fault}");
        });

        Assert.Empty(faults);
    }

    [Fact]
    public void The_validator_judges_every_policy_as_published()
    {
        var differences = Corpus.Tests.Where(test => CedarSchema.Read(test.Schema).Validate(CedarText.Read(test.Policies)).IsValid != test.ShouldValidate);

        Assert.Empty(differences.Select(test => test.Name));
    }

    [Fact]
    public void What_4_13_accepts_is_refused_here_for_the_one_reason_that_it_made_a_warning()
    {
        const string OneReason = "No action of the schema applies to the principals and resources of this policy's scope.";

        var only = Corpus.Tests.Where(test =>
            CedarSchema.Read(test.Schema).Validate(CedarText.Read(test.Policies)) is { IsValid: false } check && check.Errors.All(fault => fault.Message == OneReason));

        Assert.Equal(Corpus.AcceptedSince413.Order(StringComparer.Ordinal), only.Select(test => test.Name).Order(StringComparer.Ordinal));
    }

    private static CedarQuery QueryOf(JsonElement wanted, CedarSchema schema)
    {
        var action = CedarJson.ReadUid(wanted.GetProperty("action"));
        return new(
            CedarJson.ReadUid(wanted.GetProperty("principal")),
            action,
            CedarJson.ReadUid(wanted.GetProperty("resource")),
            CedarJson.ReadContext(wanted.GetProperty("context"), schema, action));
    }

    private static bool IsAsWanted(CedarAnswer answer, JsonElement wanted) =>
        answer.IsAllowed == (wanted.GetProperty("decision").GetString() == "allow")
        && TextsOf(wanted.GetProperty("reason")).SetEquals(answer.Reasons)
        && TextsOf(wanted.GetProperty("errors")).SetEquals(answer.Errors.Select(error => error.PolicyId));

    private static HashSet<string> TextsOf(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];
}
